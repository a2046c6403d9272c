/** Hotel rooms that a guest holds for some minutes, each room-night promised once. */
@NullMarked
package souk.booking.stay;

import org.jspecify.annotations.NullMarked;
