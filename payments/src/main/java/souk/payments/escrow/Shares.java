package souk.payments.escrow;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Journal;
import souk.payments.ledger.Leg;
import souk.platform.money.Money;

/**
 * What is left of the shares into which an order's money was divided. Each gives by what is left of
 * it, rounded by the largest remainder, so none ever gives more than it has and all of them
 * together give the last cent.
 *
 * @param left by the account that was credited, none below zero
 */
record Shares(TreeMap<Account, Money> left) {
  /**
   * @param giving divided the money
   * @param told what was taken back of it and given again since
   */
  static Shares of(Journal giving, List<Journal> told) {
    var left = new TreeMap<Account, Money>();
    Stream.concat(Stream.of(giving), told.stream())
        .flatMap(journal -> journal.legs().stream())
        .filter(leg -> isShare(leg.account().kind()))
        .forEach(leg -> left.merge(owed(leg.account()), credited(leg), Money::plus));
    left.values().removeIf(amount -> amount.minor() <= 0);
    var withoutTips = new TreeMap<>(left);
    withoutTips.keySet().removeIf(account -> account.kind() == AccountKind.TIPS);
    // a tip is taken back only where nothing else was paid for
    return new Shares(withoutTips.isEmpty() ? left : withoutTips);
  }

  /** What a payee has to give back was his earning. */
  static Account owed(Account account) {
    return account.kind() == AccountKind.PAYEE_RECEIVABLE
        ? new Account(AccountKind.PAYEE_PAYABLE, account.owner(), account.currency())
        : account;
  }

  /** The account that says what a payee has to give back. */
  static Account owing(Account payee) {
    return new Account(AccountKind.PAYEE_RECEIVABLE, payee.owner(), payee.currency());
  }

  /** The legs that bear the amount; what nobody has is given by the platform. */
  List<Leg> giving(Money amount) {
    var total = left.values().stream().reduce(Money.zero(amount.currency()), Money::plus);
    var given = total.compareTo(amount) < 0 ? total : amount;
    var legs = new ArrayList<Leg>();
    if (given.minor() > 0) legs.addAll(split(given));
    var rest = amount.minus(given);
    if (rest.minor() > 0) {
      legs.add(Account.of(AccountKind.PROMOTIONS, amount.currency()).debit(rest));
    }
    return legs;
  }

  private List<Leg> split(Money given) {
    var parts = given.split(left.values().stream().mapToLong(Money::minor).toArray()).iterator();
    var legs = new ArrayList<Leg>();
    for (var account : left.keySet()) {
      var part = parts.next();
      if (part.minor() > 0) legs.add(giving(account, part));
    }
    return legs;
  }

  /** A payee who has been paid out owes what his balance has not. */
  private static Leg giving(Account account, Money part) {
    var leg = account.debit(part);
    var isPayees =
        account.kind() == AccountKind.PAYEE_PAYABLE || account.kind() == AccountKind.TIPS;
    return isPayees ? leg.orElse(owing(account)) : leg;
  }

  private static Money credited(Leg leg) {
    return switch (leg.side()) {
      case CREDIT -> leg.amount();
      case DEBIT -> Money.zero(leg.amount().currency()).minus(leg.amount());
    };
  }

  private static boolean isShare(AccountKind kind) {
    return switch (kind) {
      case PAYEE_PAYABLE, PAYEE_RECEIVABLE, TIPS, COMMISSION, SERVICE_FEE, CANCELLATION_FEE, TAX ->
          true;
      case CARDS_RESERVED,
          RESERVED_FOR_ORDER,
          PSP_PENDING,
          PSP_AVAILABLE,
          BANK,
          CUSTOMER_RECEIVABLE,
          CUSTOMER_WALLET,
          ESCROW,
          PAYEE_RESERVE,
          PAYOUT_IN_TRANSIT,
          PSP_FEES,
          DISPUTE_FEES,
          DISPUTE_LOSSES,
          PROMOTIONS,
          BAD_DEBT,
          FX_SPREAD,
          FX_DIFFERENCE,
          ROUNDING,
          WITHHELD,
          REFUND_CLEARING,
          SUSPENSE,
          FX_LIQUIDITY ->
          false;
    };
  }
}
