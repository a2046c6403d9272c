package souk.payments.psp.stripe;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * The keys under which Stripe signs its webhooks.
 *
 * @param webhookSecret one or, while a secret is being replaced, several; without any no event is
 *     believed
 */
@ConfigurationProperties("stripe")
record StripeWebhookSecrets(@Bindable(defaultValue = "") List<String> webhookSecret) {
  StripeWebhookSecrets {
    webhookSecret = webhookSecret.stream().filter(secret -> !secret.isBlank()).toList();
  }

  @Override
  public String toString() {
    return webhookSecret.size() + " webhook secrets";
  }
}
