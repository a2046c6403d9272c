package souk.embedded.stripe.intent;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Money of a charge that went back to the card; amount in the smallest unit. */
public record Refund(
    String id,
    String intent,
    String charge,
    long amount,
    String currency,
    @Nullable String reason,
    Map<String, String> metadata,
    Instant createdAt) {
  public Refund {
    metadata = Map.copyOf(metadata);
  }
}
