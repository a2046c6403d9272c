/** The rooms themselves: which there are, and which of them a stay gets, decided late. */
@NullMarked
package souk.booking.stay.room;

import org.jspecify.annotations.NullMarked;
