package souk.payments.payout;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import souk.payments.ledger.Account;
import souk.payments.ledger.AccountKind;
import souk.platform.money.Money;

/** From which of a payee's accounts a payout comes. */
record Shares(Money earned, Money tips) {
  /** Some of one account. */
  record Share(Account account, Money amount) {}

  Money total() {
    return earned.plus(tips);
  }

  /** As much of it as is a whole multiple of the unit; what is left of it stays earned. */
  Shares whole(long unit) {
    var rest = total().minor() % unit;
    var ofEarned = new Money(Math.min(rest, earned.minor()), earned.currency());
    var ofTips = new Money(rest - ofEarned.minor(), tips.currency());
    return new Shares(earned.minus(ofEarned), tips.minus(ofTips));
  }

  /** Those that are not nothing. */
  List<Share> legs(UUID payee) {
    return Stream.of(
            share(payee, AccountKind.PAYEE_PAYABLE, earned), share(payee, AccountKind.TIPS, tips))
        .filter(share -> share.amount().minor() > 0)
        .toList();
  }

  private static Share share(UUID payee, AccountKind kind, Money amount) {
    return new Share(Account.of(kind, payee, amount.currency()), amount);
  }
}
