package souk.payments.ledger;

import souk.platform.money.Money;

/** One line of a journal; the amount is positive. */
public record Leg(Account account, Side side, Money amount) {
  /** Of a leg, and the one that an account grows on. */
  public enum Side {
    DEBIT,
    CREDIT;

    Side other() {
      return this == DEBIT ? CREDIT : DEBIT;
    }
  }

  /** Far beyond any order, and far below where a sum of balances would overflow. */
  private static final long MOST = 1_000_000_000_000_000L;

  public Leg {
    if (amount.minor() <= 0 || amount.minor() > MOST)
      throw new IllegalArgumentException("a leg of " + amount);
    if (!amount.currency().equals(account.currency())) {
      throw new IllegalArgumentException(amount + " on " + account.key());
    }
  }

  /** Positive for a debit. */
  long signedMinor() {
    return side == Side.DEBIT ? amount.minor() : -amount.minor();
  }

  Leg reversed() {
    return new Leg(account, side.other(), amount);
  }
}
