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
    var conversion = movement.conversion();
    if (conversion != null) journals.add(converted(conversion));
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

  /**
   * What we hold at the provider leaves the currency of the payment and is there in the settled
   * one; both sides meet in liquidity, at what the money was worth when it was paid.
   */
  private Journal converted(Conversion conversion) {
    var settled = conversion.settled();
    var legs = new ArrayList<Leg>();
    debit(legs, AccountKind.FX_LIQUIDITY, conversion.presented());
    credit(legs, holding(), conversion.presented());
    debit(legs, holding(), settled);
    credit(legs, AccountKind.FX_LIQUIDITY, conversion.cost());
    credit(legs, AccountKind.FX_DIFFERENCE, conversion.difference());
    return journal("converted", Template.FX, legs)
        .knownAs(movement.reference())
        .with("rate", conversion.rate().toPlainString())
        .with("base", conversion.presented().currency())
        .with("quote", settled.currency())
        .with("source", "provider")
        .with("as_of", conversion.at());
  }

  /** A negative amount is the other side, and none is no leg. */
  private static void debit(List<Leg> legs, AccountKind kind, Money amount) {
    if (amount.minor() != 0) legs.add(leg(kind, amount));
  }

  private static void credit(List<Leg> legs, AccountKind kind, Money amount) {
    debit(legs, kind, Money.zero(amount.currency()).minus(amount));
  }

  private static Leg leg(AccountKind kind, Money amount) {
    var account = Account.of(kind, amount.currency());
    var size = new Money(Math.abs(amount.minor()), amount.currency());
    return amount.isNegative() ? account.credit(size) : account.debit(size);
  }

  /** Where the provider holds it, and takes its fee from. */
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
    var legs = new ArrayList<Leg>();
    debit(legs, to, amount);
    credit(legs, from, amount);
    return legs;
  }
}
