package souk.embedded.stripe.money;

import java.time.Instant;
import java.util.Map;

/** Money of a transfer that came back; amount in the smallest unit. */
public record Reversal(
    String id, String paymentRefund, Instant createdAt, long amount, Map<String, String> metadata) {
  public Reversal {
    metadata = Map.copyOf(metadata);
  }
}
