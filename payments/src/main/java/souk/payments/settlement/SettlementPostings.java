package souk.payments.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Leg;
import souk.payments.ledger.Template;
import souk.payments.psp.PspMovement.Kind;
import souk.payments.settlement.Movements.ToPost;
import souk.platform.money.Money;

/**
 * What the provider's statement says to the ledger. Each key is of the movement and of how often it
 * was changed: a movement that was changed posts the difference.
 */
final class SettlementPostings {
  private static final String MOVEMENT = "balance_transaction";

  private final ToPost movement;

  private SettlementPostings(ToPost movement) {
    this.movement = movement;
  }

  static List<Journal> of(ToPost movement) {
    return new SettlementPostings(movement).journals();
  }

  private List<Journal> journals() {
    var journals = new ArrayList<Journal>();
    var fee = movement.fee().minus(movement.feePosted());
    if (fee.minor() != 0) {
      var legs = legs(AccountKind.PSP_FEES, holding(), fee);
      journals.add(journal("fee", Template.PSP_FEE, legs));
    }
    var move = movement.move().minus(movement.movePosted());
    if (movement.moves() && move.minor() != 0) journals.add(moved(move));
    return journals;
  }

  private Journal moved(Money move) {
    return switch (movement.kind()) {
      case PAYMENT -> {
        var legs = legs(AccountKind.PSP_AVAILABLE, AccountKind.PSP_PENDING, move);
        yield journal("available", Template.AVAILABLE, legs);
      }
      case FEE -> {
        var legs = legs(AccountKind.PSP_AVAILABLE, AccountKind.PSP_FEES, move);
        yield journal("taken", Template.PSP_FEE, legs).knownAs(movement.reference());
      }
      case OWN_PAYOUT -> {
        var legs = legs(AccountKind.PSP_AVAILABLE, AccountKind.BANK, move);
        yield journal("paid out", Template.OWN_PAYOUT, legs).knownAs(movement.reference());
      }
      case REFUND, DISPUTE, TRANSFER, UNKNOWN ->
          throw new IllegalStateException("settlement does not move a " + movement.kind());
    };
  }

  /** Where the provider takes its fee from. */
  private AccountKind holding() {
    return movement.kind() == Kind.PAYMENT ? AccountKind.PSP_PENDING : AccountKind.PSP_AVAILABLE;
  }

  private Journal journal(String what, Template template, List<Leg> legs) {
    var again = movement.restated() == 0 ? "" : " restated " + movement.restated();
    var key = "balance transaction %s %s%s".formatted(movement.id(), what, again);
    return new Journal(key, template, movement.order(), legs, new TreeMap<>(), null)
        .with(MOVEMENT, movement.id());
  }

  /** A negative amount goes the other way. */
  private static List<Leg> legs(AccountKind to, AccountKind from, Money amount) {
    var currency = amount.currency();
    var size = new Money(Math.abs(amount.minor()), currency);
    var debited = Account.of(amount.isNegative() ? from : to, currency);
    var credited = Account.of(amount.isNegative() ? to : from, currency);
    return List.of(debited.debit(size), credited.credit(size));
  }
}
