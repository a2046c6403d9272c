/** Loops that run beside the requests, on the background pool. */
@NullMarked
package souk.platform.background;

import org.jspecify.annotations.NullMarked;
