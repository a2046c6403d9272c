/** What riders owe for rides that no card would pay, and how it is collected. */
@NullMarked
package souk.booking.debt;

import org.jspecify.annotations.NullMarked;
