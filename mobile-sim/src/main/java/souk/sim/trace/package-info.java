/** A city's positions and orders, recorded and played again. */
@NullMarked
package souk.sim.trace;

import org.jspecify.annotations.NullMarked;
