/** Signed events on their way to whoever listens. */
@NullMarked
package souk.embedded.stripe.webhook;

import org.jspecify.annotations.NullMarked;
