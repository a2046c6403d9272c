/** The road network and how a car moves along it. */
@NullMarked
package souk.sim.road;

import org.jspecify.annotations.NullMarked;
