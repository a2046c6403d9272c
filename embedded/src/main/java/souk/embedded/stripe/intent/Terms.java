package souk.embedded.stripe.intent;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an intent was created with; none of it changes afterwards.
 *
 * @param amount in the smallest unit of {@code currency}, as Stripe counts it
 * @param labels plain texts that Stripe only keeps and shows, such as {@code description}
 */
public record Terms(
    String id,
    String clientSecret,
    Instant createdAt,
    long amount,
    String currency,
    CaptureMethod captureMethod,
    @Nullable String customer,
    Map<String, String> metadata,
    Map<String, String> labels) {
  /** The metadata entry by which one charge of the caller is told from another. */
  public static final String CHARGE_ID = "charge_id";

  public Terms {
    metadata = Map.copyOf(metadata);
    labels = Map.copyOf(labels);
  }

  /** Which charge of the caller this intent serves, if the caller said so. */
  public Optional<String> chargeId() {
    return Optional.ofNullable(metadata.get(CHARGE_ID));
  }
}
