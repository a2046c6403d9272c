/** Whether a stay can be had and what it costs, in a quote that only we can make. */
@NullMarked
package souk.booking.stay.quote;

import org.jspecify.annotations.NullMarked;
