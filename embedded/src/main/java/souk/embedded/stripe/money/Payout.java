package souk.embedded.stripe.money;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Money on its way from a balance to a bank account; amount in the smallest unit.
 *
 * @param destination the bank account's id
 * @param outcome what will become of it
 * @param labels plain texts that Stripe only keeps and shows
 * @param dueAt when it moves on by itself, null when it has come to rest
 * @param failure why it failed, null unless it did
 */
public record Payout(
    String id,
    String owner,
    Instant createdAt,
    long amount,
    String currency,
    String destination,
    BankOutcome outcome,
    Map<String, String> labels,
    Map<String, String> metadata,
    Instant arrivesOn,
    PayoutStatus status,
    @Nullable Instant dueAt,
    @Nullable BankOutcome failure)
    implements Recorded {
  /** The metadata entry by which one payout of the caller is told from another. */
  public static final String PAYOUT_ID = "payout_id";

  public Payout {
    labels = Map.copyOf(labels);
    metadata = Map.copyOf(metadata);
  }

  /** The next step of what the bank does with it. */
  public Payout onward(Instant now, Duration step) {
    return switch (status) {
      case PENDING -> to(PayoutStatus.IN_TRANSIT, now.plus(step));
      case IN_TRANSIT ->
          switch (outcome) {
            case PAID -> to(PayoutStatus.PAID, null);
            case RETURNED -> to(PayoutStatus.PAID, now.plus(step));
            case ACCOUNT_CLOSED,
                NO_ACCOUNT,
                INSUFFICIENT_FUNDS,
                DEBIT_NOT_AUTHORIZED,
                INVALID_CURRENCY,
                COULD_NOT_PROCESS ->
                failed(outcome);
          };
      case PAID -> failed(outcome);
      case FAILED, CANCELED -> to(status, null);
    };
  }

  /** The bank does not take it, or sends it back. */
  public Payout failed(BankOutcome why) {
    return at(PayoutStatus.FAILED, null, why);
  }

  /** Called back before it left. */
  public Payout canceled() {
    return to(PayoutStatus.CANCELED, null);
  }

  /** The bank can still refuse it or send it back. */
  public boolean canFail() {
    return status.holds();
  }

  private Payout to(PayoutStatus next, @Nullable Instant due) {
    return at(next, due, failure);
  }

  private Payout at(PayoutStatus next, @Nullable Instant due, @Nullable BankOutcome why) {
    return new Payout(
        id,
        owner,
        createdAt,
        amount,
        currency,
        destination,
        outcome,
        labels,
        metadata,
        arrivesOn,
        next,
        due,
        why);
  }

  @Override
  public Optional<String> claim() {
    if (!status.holds()) return Optional.empty();
    return Optional.ofNullable(metadata.get(PAYOUT_ID)).map(own -> PAYOUT_ID + " " + own);
  }
}
