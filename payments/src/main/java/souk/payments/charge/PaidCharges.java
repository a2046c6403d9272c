package souk.payments.charge;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import souk.payments.card.Cards;
import souk.payments.charge.MoneyBack.Returned;
import souk.platform.money.Money;

/** What was taken of cards and is final, for whoever writes a receipt of it. */
@Singleton
public final class PaidCharges {
  private final ChargeRows rows;
  private final Cards cards;
  private final MoneyBack back;

  PaidCharges(ChargeRows rows, Cards cards, MoneyBack back) {
    this.rows = rows;
    this.cards = cards;
    this.back = back;
  }

  /** Empty for a charge of which nothing was taken, or not all of it yet. */
  public Optional<PaidCharge> find(UUID chargeId) {
    return rows.find(chargeId)
        .filter(row -> row.status().equals(ChargeStatus.CAPTURED.name()))
        .map(this::paid);
  }

  private PaidCharge paid(ChargeRow row) {
    var currency = Objects.requireNonNull(row.currency());
    var none = Money.of(0, currency);
    var went = back.of(List.of(row.id())).getOrDefault(row.id(), new Returned(none, none));
    var payer = Objects.requireNonNull(row.payerId());
    return new PaidCharge(
        row.id(),
        Money.of(row.capturedMinor(), currency),
        Objects.requireNonNullElse(row.settledAt(), row.movedAt()),
        cards.shown(payer, Objects.requireNonNull(row.cardId())).orElse(null),
        went.refunded(),
        went.disputed());
  }
}
