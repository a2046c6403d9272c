/** What every module stands on. */
@NullMarked
package souk.platform;

import org.jspecify.annotations.NullMarked;
