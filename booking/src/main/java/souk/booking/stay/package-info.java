/** Hotel rooms that a guest holds and pays for, each room-night promised once. */
@NullMarked
package souk.booking.stay;

import org.jspecify.annotations.NullMarked;
