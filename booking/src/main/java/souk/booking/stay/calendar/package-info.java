/** The nights of a hotel: how many rooms there are, what they cost, who may arrive. */
@NullMarked
package souk.booking.stay.calendar;

import org.jspecify.annotations.NullMarked;
