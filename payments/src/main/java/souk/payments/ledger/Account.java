package souk.payments.ledger;

import java.util.Currency;
import java.util.UUID;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;

/**
 * An account of the chart.
 *
 * @param owner whose it is: an order ({@code ride 018f…}), a payee, a jurisdiction; empty for the
 *     platform's own
 */
public record Account(AccountKind kind, String owner, Currency currency)
    implements Comparable<Account> {
  public Account {
    if (kind.hasOwner() == owner.isEmpty()) {
      throw new IllegalArgumentException(
          kind + (owner.isEmpty() ? " needs" : " has no") + " owner");
    }
    if (!owner.matches("[A-Za-z0-9_ .:-]{0,80}")) {
      throw new IllegalArgumentException("not an owner: " + owner);
    }
  }

  /** One of the platform's own. */
  public static Account of(AccountKind kind, Currency currency) {
    return new Account(kind, "", currency);
  }

  /** One that belongs to an order. */
  public static Account of(AccountKind kind, OrderRef order, Currency currency) {
    return new Account(kind, order.toString(), currency);
  }

  /** One that belongs to a person or to something with an id. */
  public static Account of(AccountKind kind, UUID owner, Currency currency) {
    return new Account(kind, owner.toString(), currency);
  }

  /** The leg that debits it. */
  public Leg debit(Money amount) {
    return new Leg(this, Leg.Side.DEBIT, amount);
  }

  /** The leg that credits it. */
  public Leg credit(Money amount) {
    return new Leg(this, Leg.Side.CREDIT, amount);
  }

  /** How it is written in rows, exports and hashes; unique. */
  public String key() {
    var name = owner.isEmpty() ? kind.code() : kind.code() + ":" + owner;
    return name + ":" + currency.getCurrencyCode();
  }

  @Override
  public int compareTo(Account other) {
    return key().compareTo(other.key());
  }
}
