/** Everything the twin remembers, and the journal it remembers it by. */
@NullMarked
package souk.embedded.stripe.account;

import org.jspecify.annotations.NullMarked;
