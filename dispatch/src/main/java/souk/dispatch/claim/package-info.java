/** Which driver is promised to which trip: the small table whose keys decide every race. */
@NullMarked
package souk.dispatch.claim;

import org.jspecify.annotations.NullMarked;
