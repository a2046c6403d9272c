package souk.embedded.stripe.money;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Money of a charge that goes back to the card; amount in the smallest unit.
 *
 * @param failing the card's bank will not take it in the end
 * @param dueAt when that comes out, null once it has
 * @param failure why it failed, null unless it did
 */
public record Refund(
    String id,
    String intent,
    String charge,
    long amount,
    String currency,
    @Nullable String reason,
    Map<String, String> metadata,
    Instant createdAt,
    Status status,
    boolean failing,
    @Nullable Instant dueAt,
    @Nullable String failure)
    implements Recorded {
  /** The metadata entry by which one refund of the caller is told from another. */
  public static final String REFUND_ID = "refund_id";

  /** Where a refund stands; one that succeeded may still fail. */
  public enum Status {
    PENDING,
    SUCCEEDED,
    FAILED;

    /** Stripe's word for it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Refund {
    metadata = Map.copyOf(metadata);
  }

  /** What its bank said in the end. */
  public Refund settled() {
    return failing ? failed("unknown") : at(Status.SUCCEEDED, null);
  }

  /** The money came back. */
  public Refund failed(String why) {
    return at(Status.FAILED, why);
  }

  private Refund at(Status next, @Nullable String why) {
    return new Refund(
        id, intent, charge, amount, currency, reason, metadata, createdAt, next, false, null, why);
  }

  @Override
  public String lane() {
    return intent;
  }

  @Override
  public Optional<String> claim() {
    if (status == Status.FAILED) return Optional.empty();
    return Optional.ofNullable(metadata.get(REFUND_ID)).map(own -> REFUND_ID + " " + own);
  }
}
