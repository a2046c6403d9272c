/** Stripe behind the port: its payment intents with manual capture, its errors, its amounts. */
@NullMarked
package souk.payments.psp.stripe;

import org.jspecify.annotations.NullMarked;
