package souk.payments.history;

import java.time.Duration;
import java.util.List;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;

/** What goes wrong once between here and the provider. */
final class Trouble {
  private static final Duration LATE = Duration.ofMillis(20);

  /** What goes wrong: before it is done, afterwards, late, or with a word for it. */
  private static final List<FaultKind> KINDS =
      List.of(
          FaultKind.LOSE_REQUEST,
          FaultKind.LOSE_ANSWER,
          FaultKind.LOSE_ANSWER,
          FaultKind.LATE_EFFECT,
          FaultKind.ERROR_BEFORE,
          FaultKind.ERROR_AFTER,
          FaultKind.LOCK_TIMEOUT,
          FaultKind.RATE_LIMIT,
          FaultKind.DECLINE);

  private static final List<Operation> TROUBLED =
      List.of(
          Operation.PAYMENT_INTENTS_CREATE,
          Operation.PAYMENT_INTENTS_CAPTURE,
          Operation.PAYMENT_INTENTS_INCREMENT,
          Operation.PAYMENT_INTENTS_CANCEL,
          Operation.PAYMENT_INTENTS_RETRIEVE,
          Operation.REFUNDS_CREATE,
          Operation.REFUNDS_RETRIEVE,
          Operation.TRANSFERS_CREATE,
          Operation.PAYOUTS_CREATE,
          Operation.REVERSALS_CREATE,
          Operation.DISPUTES_UPDATE,
          Operation.DISPUTES_CLOSE,
          Operation.BALANCE_TRANSACTIONS_LIST);

  private Trouble() {}

  /** The next time that one thing is asked of the provider. */
  static Fault of(Move move) {
    return Fault.once(move.chosen(KINDS)).on(move.of(TROUBLED)).delayedBy(LATE);
  }
}
