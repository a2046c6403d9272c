package souk.payments.dispute;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import souk.payments.dispute.StoredDispute.About;
import souk.payments.escrow.Clawback;
import souk.payments.escrow.Clawbacks;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Leg;
import souk.payments.ledger.Template;
import souk.payments.psp.PspDispute;
import souk.platform.money.Money;

/**
 * What a dispute says to the ledger: opened, its money is withheld and its fee is gone; won, it is
 * back, with what of the fee came back; lost, it is borne by those who had it or by the platform.
 */
@Singleton
final class DisputePostings {
  private final Clawbacks clawbacks;

  DisputePostings(Clawbacks clawbacks) {
    this.clawbacks = clawbacks;
  }

  /** What is new since {@code before} was posted. */
  List<Journal> of(StoredDispute before, StoredDispute after, PspDispute seen) {
    var about = requireNonNull(after.about());
    var journals = new ArrayList<Journal>();
    if (about.withdrawn().minor() == 0) return journals;
    var opens = before.openedAt() == null;
    if (opens) journals.add(opened(after, about, seen).knownAs(after.reference()));
    if (before.status() == after.status() && !opens) return journals;
    switch (after.status()) {
      case WON ->
          journals.add(won(after, about, feeBack(before, about)).knownAs(after.reference()));
      case LOST -> journals.addAll(lost(after, about));
      case FOUND, INQUIRY, INQUIRY_CLOSED, NEEDS_RESPONSE, UNDER_REVIEW -> {}
    }
    return journals;
  }

  private static Journal opened(StoredDispute dispute, About about, PspDispute seen) {
    var legs = new ArrayList<Leg>();
    legs.add(withheld(dispute, about).debit(about.withdrawn()));
    if (seen.fee().minor() > 0) legs.add(fees(seen.fee()).debit(seen.fee()));
    for (var taken : taken(about.withdrawn(), seen.fee())) {
      legs.add(available(taken).credit(taken));
    }
    return journal(dispute, about, "opened", Template.DISPUTE_OPENED, legs);
  }

  private static Journal won(StoredDispute dispute, About about, Money feeBack) {
    var legs = new ArrayList<Leg>();
    for (var back : taken(about.withdrawn(), feeBack)) legs.add(available(back).debit(back));
    legs.add(withheld(dispute, about).credit(about.withdrawn()));
    if (feeBack.minor() > 0) legs.add(fees(feeBack).credit(feeBack));
    return journal(dispute, about, "won", Template.DISPUTE_WON, legs);
  }

  /** One sum where the provider settles in the payment's currency, and one of each where not. */
  private static List<Money> taken(Money withdrawn, Money fee) {
    if (fee.currency().equals(withdrawn.currency())) return List.of(withdrawn.plus(fee));
    return fee.minor() > 0 ? List.of(withdrawn, fee) : List.of(withdrawn);
  }

  /** Less than was posted when it was opened: the provider gave some of it back. */
  private static Money feeBack(StoredDispute before, About about) {
    var none = Money.zero(about.fee().currency());
    var posted = before.openedAt() == null ? none : requireNonNull(before.about()).fee();
    return posted.minus(about.fee()).max(none);
  }

  private List<Journal> lost(StoredDispute dispute, About about) {
    var borne = requireNonNull(about.borne());
    var rest = about.withdrawn().minus(borne);
    var journals = new ArrayList<Journal>();
    if (borne.minor() > 0) {
      journals.add(
          clawbacks.taken(
              new Clawback(
                  dispute.cause() + " lost",
                  Template.DISPUTE_LOST,
                  dispute.cause(),
                  about.order(),
                  borne,
                  withheld(dispute, about))));
    }
    if (rest.minor() > 0) {
      var losses = Account.of(AccountKind.DISPUTE_LOSSES, rest.currency());
      var legs = List.of(losses.debit(rest), withheld(dispute, about).credit(rest));
      var what = "lost to the platform";
      journals.add(journal(dispute, about, what, Template.DISPUTE_LOST, legs));
    }
    return journals;
  }

  private static Journal journal(
      StoredDispute dispute, About about, String what, Template template, List<Leg> legs) {
    var key = dispute.cause() + " " + what;
    return Journal.of(key, template, about.order(), legs).with("reason", about.reason());
  }

  private static Account withheld(StoredDispute dispute, About about) {
    return Account.of(AccountKind.WITHHELD, dispute.id(), about.amount().currency());
  }

  private static Account fees(Money fee) {
    return Account.of(AccountKind.DISPUTE_FEES, fee.currency());
  }

  private static Account available(Money amount) {
    return Account.of(AccountKind.PSP_AVAILABLE, amount.currency());
  }
}
