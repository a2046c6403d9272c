/** Hotels, their kinds of rooms and the plans under which they are sold. */
@NullMarked
package souk.booking.stay.hotel;

import org.jspecify.annotations.NullMarked;
