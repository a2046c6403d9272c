/** The scripts of riders and drivers. */
@NullMarked
package souk.sim.phone;

import org.jspecify.annotations.NullMarked;
