/** Arrival times of many drivers at one pick-up, against a route for each of them. */
@NullMarked
package souk.bench.eta;

import org.jspecify.annotations.NullMarked;
