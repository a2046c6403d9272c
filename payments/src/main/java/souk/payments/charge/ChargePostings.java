package souk.payments.charge;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
 * happened to it, so whoever brings the news, twice or in another order, posts it once; and what is
 * held is resolved once, for the last capture, void and expiry share one key.
 */
final class ChargePostings {
  private final UUID id;
  private final Terms terms;
  private final String reference;
  private final Money nothing;

  private ChargePostings(UUID id, Terms terms, String reference) {
    this.id = id;
    this.reference = reference;
    this.terms = terms;
    this.nothing = Money.zero(terms.amount().currency());
  }

  static List<Journal> of(Charge before, UUID id, Charge after) {
    var terms = after.terms();
    // a refused card leaves nothing, a void one what it held before
    var hold = after.hold() == null ? before.hold() : after.hold();
    if (terms == null || hold == null) return List.of();
    return new ChargePostings(id, terms, hold.reference()).journals(before.hold(), hold, after);
  }

  private List<Journal> journals(@Nullable Hold before, Hold hold, Charge after) {
    var journals = new ArrayList<Journal>();
    var heldBefore = before == null ? nothing : before.amount();
    var takenBefore = before == null ? nothing : before.taken();
    if (isMore(hold.amount(), heldBefore)) journals.add(reserved(heldBefore, hold.amount()));
    if (isMore(hold.taken(), takenBefore)) {
      var amount = hold.taken().minus(takenBefore);
      var name = "capture " + hold.captures();
      journals.add(resolved(name + " released", amount, "captured"));
      journals.add(captured(name, amount));
    }
    if (after.isSettled()) settle(journals, hold, after);
    return journals;
  }

  /** What is left of the hold ends, and what the last capture took begins. */
  private void settle(List<Journal> journals, Hold hold, Charge after) {
    var isTaken = after instanceof Captured;
    if (hold.left().minor() > 0) {
      journals.add(resolved("hold resolved", hold.left(), isTaken ? "captured" : how(after)));
    }
    if (after instanceof Captured(_, _, var total) && isMore(total, hold.taken())) {
      journals.add(captured("money captured", total.minus(hold.taken())));
    }
  }

  private static String how(Charge after) {
    return after instanceof Charge.Expired ? "expired" : "released";
  }

  private static boolean isMore(Money one, Money other) {
    return one.compareTo(other) > 0;
  }

  /** The first hold, or that it was raised. */
  private Journal reserved(Money before, Money after) {
    var amount = after.minus(before);
    var name = before.minor() == 0 ? "hold authorized" : "hold raised to " + after.minor();
    return Journal.of(
        key(name),
        Template.AUTHORIZED,
        terms.order(),
        List.of(onCards().debit(amount), forOrder().credit(amount)));
  }

  private Journal resolved(String name, Money amount, String how) {
    return Journal.of(
            key(name),
            Template.HOLD_RESOLVED,
            terms.order(),
            List.of(forOrder().debit(amount), onCards().credit(amount)))
        .with("how", how);
  }

  private Journal captured(String name, Money amount) {
    return Journal.of(
            key(name),
            Template.CAPTURED,
            terms.order(),
            List.of(
                Account.of(AccountKind.PSP_PENDING, amount.currency()).debit(amount),
                Account.of(AccountKind.ESCROW, terms.order(), amount.currency()).credit(amount)))
        .knownAs(reference);
  }

  private String key(String name) {
    return "charge %s %s".formatted(id, name);
  }

  private Account onCards() {
    return Account.of(AccountKind.CARDS_RESERVED, nothing.currency());
  }

  private Account forOrder() {
    return Account.of(AccountKind.RESERVED_FOR_ORDER, terms.order(), nothing.currency());
  }
}
