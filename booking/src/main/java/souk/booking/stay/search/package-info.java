/** Hotels that have rooms for a stay, with what they cost. */
@NullMarked
package souk.booking.stay.search;

import org.jspecify.annotations.NullMarked;
