package souk.payments.payout;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Says what became of payouts, for whoever follows money. */
@Singleton
public final class PayoutTraces {
  /** A payout moves a handful of times; one that is asked for again and again a few hundred. */
  static final int STEPS_MAX = 500;

  private final PayoutRows rows;

  PayoutTraces(PayoutRows rows) {
    this.rows = rows;
  }

  /** Empty for one that our rows do not have. */
  public Optional<PayoutTrace> find(UUID id) {
    return rows.find(id)
        .map(row ->
            PayoutTrace.of(
                row, rows.logOf(id, STEPS_MAX).stream().map(PayoutTrace.Step::of).toList()));
  }
}
