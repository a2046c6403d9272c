/** What moves money besides a payment: refunds, transfers, payouts, and the balance they move. */
@NullMarked
package souk.embedded.stripe.money;

import org.jspecify.annotations.NullMarked;
