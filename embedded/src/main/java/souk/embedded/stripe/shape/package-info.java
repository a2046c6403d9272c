/** The JSON that Stripe's clients expect for each object. */
@NullMarked
package souk.embedded.stripe.shape;

import org.jspecify.annotations.NullMarked;
