/** What a ride costs: tariffs, fares and signed quotes. */
@NullMarked
package souk.booking.quote;

import org.jspecify.annotations.NullMarked;
