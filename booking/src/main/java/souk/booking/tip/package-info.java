/** What riders give their drivers after the ride. */
@NullMarked
package souk.booking.tip;

import org.jspecify.annotations.NullMarked;
