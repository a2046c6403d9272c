/** What a ride costs in the end: computed once from its quote, its journey and its trace. */
@NullMarked
package souk.booking.fare;

import org.jspecify.annotations.NullMarked;
