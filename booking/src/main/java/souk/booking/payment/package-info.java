/** How what customers buy learns what became of the charges that pay for it. */
@NullMarked
package souk.booking.payment;

import org.jspecify.annotations.NullMarked;
