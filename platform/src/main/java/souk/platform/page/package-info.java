/** Lists that are read page by page with opaque cursors. */
@NullMarked
package souk.platform.page;

import org.jspecify.annotations.NullMarked;
