/** Tests of the timeline of a ride. */
@NullMarked
package souk.server.timeline;

import org.jspecify.annotations.NullMarked;
