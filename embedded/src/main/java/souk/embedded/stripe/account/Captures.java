package souk.embedded.stripe.account;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.card.Aftermath;
import souk.embedded.stripe.intent.Charge;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.money.BalanceTransaction;
import souk.embedded.stripe.money.BalanceTransaction.Type;
import souk.embedded.stripe.money.Fees;
import souk.embedded.stripe.money.Pace;
import souk.embedded.stripe.money.Recorded;
import souk.embedded.stripe.money.SettlementRates;

/** What a capture does to the platform's balance. */
final class Captures {
  private Captures() {}

  /** The movement between two moments of an intent, if money was taken between them. */
  static Optional<BalanceTransaction> between(
      @Nullable PaymentIntent before,
      PaymentIntent after,
      Pace pace,
      Instant now,
      SettlementRates rates) {
    var earlier = before == null ? 0 : before.amountReceived();
    var taken = after.amountReceived() - earlier;
    if (taken <= 0) return Optional.empty();
    var charge = after.latestCharge().orElseThrow();
    var currency = after.terms().currency();
    var settled =
        rates.settled(
            BalanceTransaction.of(
                Type.CHARGE, Recorded.PLATFORM, taken, currency, charge.id(), now));
    var moved =
        settled
            .fee(Fees.ofCapture(settled.amount()))
            .about(after.terms().labels().get("description"))
            .availableOn(bypassesPending(charge) ? now : now.plus(pace.available()));
    // a charge that is captured in parts moves the balance with each
    return Optional.of(
        earlier == 0 ? moved : moved.named(BalanceTransaction.idOf(charge.id(), "x" + earlier)));
  }

  /** The cardholder will want his money back, or have his bank ask about it. */
  static boolean willBeDisputed(PaymentIntent intent) {
    return switch (intent.latestCharge().orElseThrow().paymentMethod().card().aftermath()) {
      case DISPUTED_AS_FRAUDULENT, DISPUTED_AS_NOT_RECEIVED, INQUIRED -> true;
      case NONE, BYPASSES_PENDING, REFUND_PENDS, REFUND_FAILS -> false;
    };
  }

  private static boolean bypassesPending(Charge charge) {
    return charge.paymentMethod().card().aftermath() == Aftermath.BYPASSES_PENDING;
  }
}
