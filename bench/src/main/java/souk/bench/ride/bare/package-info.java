/** A ride's workflow with a ride's local activities and SQL, and nothing else. */
@NullMarked
package souk.bench.ride.bare;

import org.jspecify.annotations.NullMarked;
