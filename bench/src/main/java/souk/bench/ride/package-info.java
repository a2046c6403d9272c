/**
 * Rides over HTTP from the request to the first driver asked, and the workflow they are held to.
 */
@NullMarked
package souk.bench.ride;

import org.jspecify.annotations.NullMarked;
