/** Stripe's endpoints, their idempotency and their refusals, without any network. */
@NullMarked
package souk.embedded.stripe.api;

import org.jspecify.annotations.NullMarked;
