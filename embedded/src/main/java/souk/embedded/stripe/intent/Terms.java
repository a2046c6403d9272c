package souk.embedded.stripe.intent;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an intent was created with; of all this only the amount grows, where that was asked for.
 *
 * @param amount in the smallest unit of {@code currency}, as Stripe counts it; raised by increments
 * @param labels plain texts that Stripe only keeps and shows, such as {@code description}
 * @param increments how often an increment was asked for
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
    Map<String, String> labels,
    boolean grows,
    boolean severalCaptures,
    int increments) {
  /** The metadata entry by which one charge of the caller is told from another. */
  public static final String CHARGE_ID = "charge_id";

  public Terms {
    metadata = Map.copyOf(metadata);
    labels = Map.copyOf(labels);
  }

  /** Of an intent whose amount is fixed and captured once. */
  public Terms(
      String id,
      String clientSecret,
      Instant createdAt,
      long amount,
      String currency,
      CaptureMethod captureMethod,
      @Nullable String customer,
      Map<String, String> metadata,
      Map<String, String> labels) {
    this(
        id,
        clientSecret,
        createdAt,
        amount,
        currency,
        captureMethod,
        customer,
        metadata,
        labels,
        false,
        false,
        0);
  }

  /** The same that may grow, or be captured several times. */
  public Terms flexible(boolean mayGrow, boolean mayBeCapturedSeveralTimes) {
    return with(amount, mayGrow, mayBeCapturedSeveralTimes, increments);
  }

  Terms raisedTo(long total) {
    return with(total, grows, severalCaptures, increments + 1);
  }

  /** The same after an attempt that raised nothing. */
  Terms notRaised() {
    return with(amount, grows, severalCaptures, increments + 1);
  }

  private Terms with(long total, boolean mayGrow, boolean several, int asked) {
    return new Terms(
        id,
        clientSecret,
        createdAt,
        total,
        currency,
        captureMethod,
        customer,
        metadata,
        labels,
        mayGrow,
        several,
        asked);
  }

  /** Which charge of the caller this intent serves, if the caller said so. */
  public Optional<String> chargeId() {
    return Optional.ofNullable(metadata.get(CHARGE_ID));
  }
}
