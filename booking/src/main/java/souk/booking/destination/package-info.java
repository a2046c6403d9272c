/** What a ride costs when it goes elsewhere from where it is. */
@NullMarked
package souk.booking.destination;

import org.jspecify.annotations.NullMarked;
