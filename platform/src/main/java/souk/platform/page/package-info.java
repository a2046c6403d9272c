/** Lists in pages, continued by opaque cursors. */
@NullMarked
package souk.platform.page;

import org.jspecify.annotations.NullMarked;
