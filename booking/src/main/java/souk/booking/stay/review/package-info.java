/** What guests and hosts think of one another after a stay, read by nobody before its time. */
@NullMarked
package souk.booking.stay.review;

import org.jspecify.annotations.NullMarked;
