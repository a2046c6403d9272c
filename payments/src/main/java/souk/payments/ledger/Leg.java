package souk.payments.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * One line of a journal; the amount is positive.
 *
 * @param shortfall bears what the account has not, decided behind the lock: an account that keeps
 *     to its own side is brought to zero and no further; null where that is refused
 */
public record Leg(Account account, Side side, Money amount, @Nullable Account shortfall) {
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
    if (shortfall != null && !shortfall.currency().equals(account.currency())) {
      throw new IllegalArgumentException(shortfall.key() + " for " + account.key());
    }
  }

  /** One that its account bears alone. */
  public Leg(Account account, Side side, Money amount) {
    this(account, side, amount, null);
  }

  /** The same, of which the other account bears what this one has not. */
  public Leg orElse(Account other) {
    return new Leg(account, side, amount, other);
  }

  /** The part of it that goes to one account. */
  Leg part(Account bearer, long minor) {
    return new Leg(bearer, side, new Money(minor, amount.currency()));
  }

  /** The accounts that it may touch. */
  List<Account> accounts() {
    return shortfall == null ? List.of(account) : List.of(account, shortfall);
  }

  String content() {
    var otherwise = shortfall == null ? "" : " or " + shortfall.key();
    return account.key() + " " + signedMinor() + otherwise;
  }

  /** Positive for a debit. */
  long signedMinor() {
    return side == Side.DEBIT ? amount.minor() : -amount.minor();
  }

  Leg reversed() {
    return new Leg(account, side.other(), amount);
  }
}
