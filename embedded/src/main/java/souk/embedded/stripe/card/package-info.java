/** Stripe's test cards: what each looks like and how it behaves. */
@NullMarked
package souk.embedded.stripe.card;

import org.jspecify.annotations.NullMarked;
