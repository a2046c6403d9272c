/** What is done to the engines while a city runs, and how long the city needs to be whole again. */
@NullMarked
package souk.sim.fault;

import org.jspecify.annotations.NullMarked;
