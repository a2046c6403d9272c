/** A ride, from the request to the receipt. */
@NullMarked
package souk.booking.ride;

import org.jspecify.annotations.NullMarked;
