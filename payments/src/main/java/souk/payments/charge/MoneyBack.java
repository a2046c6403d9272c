package souk.payments.charge;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import souk.platform.money.Money;

/** What of charges went back to whoever paid them. */
@Singleton
public final class MoneyBack {
  private final MoneyBackRows rows;

  MoneyBack(MoneyBackRows rows) {
    this.rows = rows;
  }

  /**
   * What of one charge went back.
   *
   * @param refunded by us, or on its way
   * @param disputed what the card's issuer has taken back for its holder, unless he lost
   */
  public record Returned(Money refunded, Money disputed) {
    /** What of an amount that was taken he has really paid. */
    public Money leftOf(Money captured) {
      return captured.minus(refunded).minus(disputed);
    }
  }

  /** By charge; those that took nothing are left out. */
  public Map<UUID, Returned> of(Collection<UUID> charges) {
    if (charges.isEmpty()) return Map.of();
    return rows.of(charges).stream()
        .collect(
            Collectors.toMap(
                MoneyBackRow::id,
                row ->
                    new Returned(
                        Money.of(row.refundedMinor(), row.currency()),
                        Money.of(row.disputedMinor(), row.currency()))));
  }
}
