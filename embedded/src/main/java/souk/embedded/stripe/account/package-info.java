/** Everything the twin remembers while it runs. */
@NullMarked
package souk.embedded.stripe.account;

import org.jspecify.annotations.NullMarked;
