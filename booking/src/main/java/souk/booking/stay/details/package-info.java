/** What a guest reads of a hotel before he asks for a quote. */
@NullMarked
package souk.booking.stay.details;

import org.jspecify.annotations.NullMarked;
