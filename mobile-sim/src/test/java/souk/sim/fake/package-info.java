/** A server small enough to read, so that phones can be tested without the real one. */
@NullMarked
package souk.sim.fake;

import org.jspecify.annotations.NullMarked;
