/** The payment intent: its states and every way from one to the next. */
@NullMarked
package souk.embedded.stripe.intent;

import org.jspecify.annotations.NullMarked;
