package souk.payments.psp.stripe;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where Stripe is and who we are there.
 *
 * @param apiBase the API, or a twin of it
 * @param apiKey the secret key; there is no default, and it is never printed
 * @param connectTimeout for a connection to come about
 * @param timeout for a whole call; a saga's step that waits for one gives up after 5 s
 * @param concurrentCallsMax how many calls may wait for Stripe at once
 * @param breakerPause how long Stripe is left alone once half of the last calls have failed
 * @param retriesPerSecond how many calls that were not answered a process makes again
 */
@ConfigurationProperties("stripe")
public record StripeConfiguration(
    @Bindable(defaultValue = "https://api.stripe.com") String apiBase,
    @Bindable(defaultValue = "") String apiKey,
    @Bindable(defaultValue = "1s") Duration connectTimeout,
    @Bindable(defaultValue = "4s") Duration timeout,
    @Bindable(defaultValue = "64") int concurrentCallsMax,
    @Bindable(defaultValue = "5s") Duration breakerPause,
    @Bindable(defaultValue = "50") int retriesPerSecond) {

  public StripeConfiguration {
    if (apiKey.isBlank()) {
      throw new IllegalStateException(
          "stripe.api-key is not set: give the secret key of the payment provider, for example as"
              + " STRIPE_API_KEY");
    }
  }

  @Override
  public String toString() {
    return "Stripe at %s, api-key ****, timeout %s".formatted(apiBase, timeout);
  }
}
