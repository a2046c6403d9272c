/** Stays as operations see them. */
@NullMarked
package souk.booking.stay.ops;

import org.jspecify.annotations.NullMarked;
