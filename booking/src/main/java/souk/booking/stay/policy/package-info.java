/** What cancelling a stay costs, from which instant on. */
@NullMarked
package souk.booking.stay.policy;

import org.jspecify.annotations.NullMarked;
