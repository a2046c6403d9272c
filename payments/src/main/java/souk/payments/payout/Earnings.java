package souk.payments.payout;

import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.OwnerBalances.Standing;
import souk.platform.money.Money;

/**
 * What a payee has in one currency.
 *
 * @param earned of orders
 * @param owed to us; kept back of what is earned, never of tips
 * @param onItsWay to his bank
 * @param since when the oldest of what is not on its way was earned
 */
record Earnings(Money earned, Money tips, Money owed, Money onItsWay, @Nullable Instant since) {
  static Earnings of(List<Standing> standings, Currency currency) {
    var here = standings.stream().filter(one -> one.balance().currency().equals(currency)).toList();
    return new Earnings(
        sum(here, AccountKind.PAYEE_PAYABLE, currency),
        sum(here, AccountKind.TIPS, currency),
        sum(here, AccountKind.PAYEE_RECEIVABLE, currency),
        sum(here, AccountKind.PAYOUT_IN_TRANSIT, currency),
        here.stream()
            .filter(one -> isPaidOut(one.kind()))
            .map(Standing::since)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null));
  }

  private static boolean isPaidOut(AccountKind kind) {
    return kind == AccountKind.PAYEE_PAYABLE || kind == AccountKind.TIPS;
  }

  private static Money sum(List<Standing> standings, AccountKind kind, Currency currency) {
    return standings.stream()
        .filter(one -> one.kind() == kind)
        .map(Standing::balance)
        .reduce(Money.zero(currency), Money::plus);
  }

  /** What is kept back for what he owes. */
  Money netted() {
    return owed.compareTo(earned) < 0 ? owed : earned;
  }

  Shares shares() {
    return new Shares(earned.minus(netted()), tips);
  }

  /** What goes out, debts aside. */
  Money payable() {
    return earned.plus(tips);
  }
}
