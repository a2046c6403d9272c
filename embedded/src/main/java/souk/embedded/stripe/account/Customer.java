package souk.embedded.stripe.account;

import java.time.Instant;
import java.util.Map;

/**
 * A customer as Stripe keeps one.
 *
 * @param labels name, e-mail and other plain texts
 */
public record Customer(
    String id, Instant createdAt, Map<String, String> labels, Map<String, String> metadata) {
  public Customer {
    labels = Map.copyOf(labels);
    metadata = Map.copyOf(metadata);
  }
}
