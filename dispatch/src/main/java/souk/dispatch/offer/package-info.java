/** One trip offered to one driver until an instant, and what came of it. */
@NullMarked
package souk.dispatch.offer;

import org.jspecify.annotations.NullMarked;
