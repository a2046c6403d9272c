package souk.payments.charge;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.card.Card;
import souk.payments.card.Cards;
import souk.payments.charge.Charge.ActionRequired;
import souk.payments.charge.MoneyBack.Returned;
import souk.payments.charge.PaymentView.ActionView;
import souk.payments.charge.PaymentView.CardView;
import souk.payments.order.OrderRef;
import souk.payments.order.ReceiptLinks;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.page.Page;

/** Shows charges to those who pay them, each his own. */
@Singleton
final class PaymentViews {
  private final ChargeRows rows;
  private final Cards cards;
  private final MoneyBack back;
  private final Collection<ReceiptLinks> receipts;

  PaymentViews(ChargeRows rows, Cards cards, MoneyBack back, Collection<ReceiptLinks> receipts) {
    this.receipts = receipts;
    this.rows = rows;
    this.back = back;
    this.cards = cards;
  }

  /** The payer's charges, the newest first. */
  Page<PaymentView> page(UUID payer, Cursor before, int limit) {
    var found = rows.ofPayer(payer, before.createdAt(), before.id(), limit + 1);
    var owned = cards.list(payer).stream().collect(toMap(Card::id, identity()));
    var returned = back.of(found.stream().map(ChargeRow::id).toList());
    return Page.of(
        found, limit, ChargeRow::createdAt, ChargeRow::id, row -> view(row, owned, returned));
  }

  /** The payer's charge; empty also when it is another's. */
  Optional<PaymentView> find(UUID payer, UUID chargeId) {
    return rows.find(chargeId)
        .filter(row -> payer.equals(row.payerId()))
        .map(row -> view(row, card(payer, row), back.of(List.of(row.id()))));
  }

  private Map<UUID, Card> card(UUID payer, ChargeRow row) {
    return cards.find(payer, Objects.requireNonNull(row.cardId())).stream()
        .collect(toMap(Card::id, identity()));
  }

  private PaymentView view(ChargeRow row, Map<UUID, Card> owned, Map<UUID, Returned> returned) {
    var stored = ChargeMapping.stored(row);
    var terms = Objects.requireNonNull(stored.charge().terms());
    var standing = stored.standing();
    var card = owned.get(terms.card());
    var captured = Objects.requireNonNull(standing.captured());
    var nothing = Money.zero(captured.currency());
    var went = returned.getOrDefault(row.id(), new Returned(nothing, nothing));
    return new PaymentView(
        row.id(),
        terms.order(),
        standing.status(),
        standing.reason(),
        terms.amount(),
        Objects.requireNonNull(standing.authorized()),
        captured,
        went.refunded(),
        went.disputed(),
        went.leftOf(captured),
        card == null ? null : CardView.of(card),
        captured.minor() == 0 ? null : receipt(terms.order()),
        action(stored.charge()),
        row.createdAt(),
        row.movedAt(),
        row.settledAt());
  }

  private @Nullable String receipt(OrderRef order) {
    return receipts.stream().flatMap(links -> links.path(order).stream()).findFirst().orElse(null);
  }

  private static @Nullable ActionView action(Charge charge) {
    return charge instanceof ActionRequired(_, _, var action)
        ? new ActionView(action.type(), action.url(), action.clientSecret())
        : null;
  }
}
