/** What is closed, told to other calendars, and what other calendars say is taken, closed here. */
@NullMarked
package souk.booking.stay.ical;

import org.jspecify.annotations.NullMarked;
