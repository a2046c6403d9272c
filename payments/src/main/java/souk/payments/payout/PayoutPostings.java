package souk.payments.payout;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Leg;
import souk.payments.ledger.Template;
import souk.payments.payout.Payout.Settled;
import souk.payments.payout.Payout.Undone;
import souk.platform.money.Money;

/** What a payout's move says to the ledger; each key is of the payout and of what happened. */
final class PayoutPostings {
  private PayoutPostings() {}

  /** What the payee owes us is kept back of what he has earned; tips are never touched. */
  static Journal netted(UUID id, UUID payee, Money owed) {
    return journal(
        "payee %s debt netted %s".formatted(payee, id),
        Template.PAYEE_DEBT_NETTED,
        List.of(
            Account.of(AccountKind.PAYEE_PAYABLE, payee, owed.currency()).debit(owed),
            Account.of(AccountKind.PAYEE_RECEIVABLE, payee, owed.currency()).credit(owed)));
  }

  static Journal sent(UUID id, UUID payee, Shares shares) {
    var legs = new ArrayList<Leg>();
    shares.legs(payee).forEach(leg -> legs.add(leg.account().debit(leg.amount())));
    legs.add(inTransit(payee, shares.total()).credit(shares.total()));
    return journal("payout %s sent".formatted(id), Template.PAYOUT_SENT, legs);
  }

  /**
   * As the other, of money that has left: what the payee has not earned, he owes. Of his tips it
   * takes what is there.
   */
  static Journal sentUnasked(UUID id, UUID payee, Shares shares) {
    var total = shares.total();
    var owes = Account.of(AccountKind.PAYEE_RECEIVABLE, payee, total.currency());
    var legs = new ArrayList<Leg>();
    for (var share : shares.legs(payee)) {
      var leg = share.account().debit(share.amount());
      // one account may stand in for one leg only
      legs.add(share.account().kind() == AccountKind.TIPS ? leg : leg.orElse(owes));
    }
    legs.add(inTransit(payee, total).credit(total));
    return journal("payout %s sent".formatted(id), Template.PAYOUT_SENT, legs);
  }

  /** Empty for a move that moves no money of ours. */
  static List<Journal> of(StoredPayout before, StoredPayout after, Shares shares) {
    var id = after.id();
    var payee = after.terms().payee();
    var journals = new ArrayList<Journal>();
    var hadArrived = before.payout() instanceof Settled;
    switch (after.payout()) {
      case Settled(_, var transfer, _, _) -> {
        if (!hadArrived) {
          journals.add(paid(id, payee, shares.total()).knownAs(transfer.reference()));
        }
      }
      case Undone undone -> {
        if (before.payout() instanceof Settled(_, var transfer, _, _)) {
          journals.add(returned(id, payee, shares.total()).knownAs(transfer.reference()));
        }
        if (undone.toTakeBack() == null) {
          var failed = failed(id, payee, shares);
          var transfer = undone.transfer();
          journals.add(transfer == null ? failed : failed.knownAs(transfer.reference()));
        }
      }
      case Payout.Pending _, Payout.Batched _, Payout.Submitted _, Payout.Accepted _ -> {}
    }
    return journals;
  }

  private static Journal paid(UUID id, UUID payee, Money total) {
    return journal(
        "payout %s paid".formatted(id),
        Template.PAYOUT_PAID,
        List.of(inTransit(payee, total).debit(total), atProvider(total).credit(total)));
  }

  private static Journal returned(UUID id, UUID payee, Money total) {
    return journal(
        "payout %s returned".formatted(id),
        Template.PAYOUT_RETURNED,
        List.of(atProvider(total).debit(total), inTransit(payee, total).credit(total)));
  }

  /** Back to where it came from: the payee has earned it as before. */
  private static Journal failed(UUID id, UUID payee, Shares shares) {
    var legs = new ArrayList<Leg>();
    shares.legs(payee).forEach(leg -> legs.add(leg.account().credit(leg.amount())));
    legs.add(inTransit(payee, shares.total()).debit(shares.total()));
    return journal("payout %s failed".formatted(id), Template.PAYOUT_FAILED, legs);
  }

  private static Account inTransit(UUID payee, Money total) {
    return Account.of(AccountKind.PAYOUT_IN_TRANSIT, payee, total.currency());
  }

  private static Account atProvider(Money total) {
    return Account.of(AccountKind.PSP_AVAILABLE, total.currency());
  }

  private static Journal journal(String key, Template template, List<Leg> legs) {
    return new Journal(key, template, null, legs, new TreeMap<>(), null);
  }
}
