package souk.payments.refund;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import souk.payments.escrow.Clawback;
import souk.payments.escrow.Clawbacks;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Template;
import souk.payments.refund.Refund.AwaitingApproval;
import souk.payments.refund.Refund.Failed;
import souk.payments.refund.Refund.Pending;
import souk.payments.refund.Refund.Refunding;
import souk.payments.refund.Refund.Rejected;
import souk.payments.refund.Refund.Succeeded;
import souk.payments.refund.Refund.Unknown;

/**
 * What a refund's move says to the ledger: accepted, it is promised by whoever has the money;
 * executed, it has left the provider's balance; failed, all of that is undone.
 */
@Singleton
class RefundPostings {
  private final Clawbacks clawbacks;

  RefundPostings(Clawbacks clawbacks) {
    this.clawbacks = clawbacks;
  }

  /**
   * @param wasAccepted whether it was posted as accepted before
   */
  List<Journal> of(StoredRefund after, boolean wasAccepted) {
    return switch (after.refund()) {
      case AwaitingApproval _, Rejected _ -> List.of();
      case Refunding _ -> wasAccepted ? List.of() : List.of(accepted(after));
      case Unknown _, Pending _ -> List.of();
      case Succeeded(var reference) -> List.of(executed(after).knownAs(reference));
      case Failed(var reference, _) ->
          failed(after)
              .map(failed -> reference == null ? failed : failed.knownAs(reference))
              .stream()
              .toList();
    };
  }

  private Journal accepted(StoredRefund refund) {
    return clawbacks.taken(
        new Clawback(
            refund.cause() + " accepted",
            Template.REFUND_ACCEPTED,
            refund.cause(),
            refund.terms().order(),
            refund.terms().amount(),
            promised(refund)));
  }

  private static Journal executed(StoredRefund refund) {
    var amount = refund.terms().amount();
    var available = Account.of(AccountKind.PSP_AVAILABLE, amount.currency());
    return Journal.of(
            refund.cause() + " executed",
            Template.REFUND_EXECUTED,
            refund.terms().order(),
            List.of(promised(refund).debit(amount), available.credit(amount)))
        .with(Clawbacks.CAUSE, refund.cause());
  }

  private Optional<Journal> failed(StoredRefund refund) {
    var key = refund.cause() + " failed";
    return clawbacks.undone(key, Template.REFUND_FAILED, refund.cause(), refund.terms().order());
  }

  private static Account promised(StoredRefund refund) {
    var currency = refund.terms().amount().currency();
    return Account.of(AccountKind.REFUND_CLEARING, refund.id(), currency);
  }
}
