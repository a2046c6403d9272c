/** How this module's tests start it on real engines. */
@NullMarked
package souk.platform.testing;

import org.jspecify.annotations.NullMarked;
