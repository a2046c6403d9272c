/** The provider's webhooks: each kept once, and each waking whoever has to look again. */
@NullMarked
package souk.payments.webhook;

import org.jspecify.annotations.NullMarked;
