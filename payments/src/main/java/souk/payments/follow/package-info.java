/** Follows each cent of an order from the card that paid it to where it is now. */
@NullMarked
package souk.payments.follow;

import org.jspecify.annotations.NullMarked;
