package souk.payments.charge;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import souk.payments.charge.Charge.Captured;
import souk.payments.charge.Charge.Hold;
import souk.payments.charge.Charge.Terms;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Template;
import souk.platform.money.Money;

/**
 * What a charge's move says to the ledger. The journals' keys are of the charge and of what
 * happened to it, so whoever brings the news, twice or in another order, posts it once; and a hold
 * is resolved once, for capture, void and expiry share one key.
 */
final class ChargePostings {
  private ChargePostings() {}

  static List<Journal> of(Charge before, UUID id, Charge after) {
    var terms = after.terms();
    var hold = after.hold();
    if (terms == null || hold == null) return List.of();
    if (after.isSettled()) return settled(id, terms, hold, after).toList();
    return before.hold() == null ? List.of(authorized(id, terms, hold)) : List.of();
  }

  /** The authorization again, in case it was never seen: a provider may show the end first. */
  private static Stream<Journal> settled(UUID id, Terms terms, Hold hold, Charge end) {
    var taken =
        end instanceof Captured(_, _, var amount)
            ? Stream.of(captured(id, terms, amount))
            : Stream.<Journal>empty();
    var how = end instanceof Captured ? "captured" : "released";
    return Stream.concat(
        Stream.of(authorized(id, terms, hold), resolved(id, terms, hold, how)), taken);
  }

  private static Journal authorized(UUID id, Terms terms, Hold hold) {
    return Journal.of(
        "charge %s hold authorized".formatted(id),
        Template.AUTHORIZED,
        terms.order(),
        List.of(
            reserved(hold.amount()).debit(hold.amount()),
            forOrder(terms, hold.amount()).credit(hold.amount())));
  }

  private static Journal resolved(UUID id, Terms terms, Hold hold, String how) {
    return Journal.of(
            "charge %s hold resolved".formatted(id),
            Template.HOLD_RESOLVED,
            terms.order(),
            List.of(
                forOrder(terms, hold.amount()).debit(hold.amount()),
                reserved(hold.amount()).credit(hold.amount())))
        .with("how", how);
  }

  private static Journal captured(UUID id, Terms terms, Money amount) {
    return Journal.of(
        "charge %s money captured".formatted(id),
        Template.CAPTURED,
        terms.order(),
        List.of(
            Account.of(AccountKind.PSP_PENDING, amount.currency()).debit(amount),
            Account.of(AccountKind.ESCROW, terms.order(), amount.currency()).credit(amount)));
  }

  private static Account reserved(Money amount) {
    return Account.of(AccountKind.CARDS_RESERVED, amount.currency());
  }

  private static Account forOrder(Terms terms, Money amount) {
    return Account.of(AccountKind.RESERVED_FOR_ORDER, terms.order(), amount.currency());
  }
}
