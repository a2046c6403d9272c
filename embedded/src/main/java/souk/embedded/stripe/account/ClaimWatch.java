package souk.embedded.stripe.account;

import java.time.Instant;
import java.util.List;
import souk.embedded.stripe.account.Violation.Rule;
import souk.embedded.stripe.money.ConnectedAccount;
import souk.embedded.stripe.money.Dispute;
import souk.embedded.stripe.money.Payout;
import souk.embedded.stripe.money.Recorded;
import souk.embedded.stripe.money.Refund;
import souk.embedded.stripe.money.Transfer;

/** Sees two objects that serve the same thing of the caller's. */
final class ClaimWatch {
  private final Account account;
  private final Instant now;

  ClaimWatch(Account account, Instant now) {
    this.account = account;
    this.now = now;
  }

  /** What is wrong with an object that is new. */
  List<Violation> made(Recorded object) {
    return switch (object) {
      case ConnectedAccount _, Dispute _ -> List.of();
      case Payout payout -> twins(payout, account.payouts(), Rule.DUPLICATE_PAYOUT);
      case Refund refund -> twins(refund, account.refunds(), Rule.DUPLICATE_REFUND);
      case Transfer transfer -> twins(transfer, account.transfers(), Rule.DUPLICATE_TRANSFER);
    };
  }

  private <T extends Recorded> List<Violation> twins(T object, Shelf<T> shelf, Rule rule) {
    return object.claim().stream()
        .flatMap(claim -> shelf.claiming(claim).stream())
        .filter(other -> !other.equals(object.id()))
        .map(other -> new Violation(rule, object.id(), "beside " + other, false, now))
        .toList();
  }
}
