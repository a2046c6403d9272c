package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.booking.debt.Debt;
import souk.booking.debt.Debts;
import souk.booking.quote.Fare;
import souk.booking.tip.Tip;
import souk.booking.tip.Tips;
import souk.dispatch.city.Point;
import souk.payments.card.Cards;
import souk.payments.charge.MoneyBack;
import souk.payments.charge.MoneyBack.Returned;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** Puts receipts together: the receipt is a number and a date, all else stands where it belongs. */
@Singleton
final class ReceiptViews {
  private static final ReceiptView.Card UNKNOWN_CARD = new ReceiptView.Card("", "");

  private final Receipts receipts;
  private final Cards cards;
  private final Debts debts;
  private final Tips tips;
  private final DrivenWays ways;
  private final MoneyBack back;

  ReceiptViews(
      Receipts receipts, Cards cards, Debts debts, Tips tips, DrivenWays ways, MoneyBack back) {
    this.back = back;
    this.receipts = receipts;
    this.cards = cards;
    this.debts = debts;
    this.tips = tips;
    this.ways = ways;
  }

  /**
   * @throws Problem 404 before the ride is settled, and for one that cost nothing
   */
  ReceiptView of(Ride ride) {
    var receipt = receipts.find(ride.id()).orElseThrow(() -> Problem.notFound("receipt"));
    var order = ride.order();
    var driver = ride.state().assigned().orElseThrow();
    var bill = ride.money().bill();
    var debt = debts.ofRide(ride.id()).orElse(null);
    var charges = charges(ride, debt);
    return new ReceiptView(
        ride.id(),
        receipt.number(),
        receipt.issuedAt(),
        fare(ride).total(),
        MoneyViews.lines(fare(ride)),
        bill == null ? null : bill.reason().slug(),
        bill == null ? null : bill.reason().sentence(),
        order.fare().total(),
        card(ride, order.cardId()),
        charges,
        paid(ride, charges),
        debt == null ? null : new ReceiptView.Debt(debt.id(), debt.amount(), debt.status()),
        tips.find(ride.id()).map(tip -> tip(ride, tip)).orElse(null),
        order.distanceMetres(),
        order.durationSeconds(),
        driven(ride),
        new ReceiptView.Driver(driver.name(), DriverViews.vehicle(driver)),
        order.pickup(),
        order.dropoff(),
        firstDropoff(ride));
  }

  private static Money paid(Ride ride, List<ReceiptView.Charge> charges) {
    return charges.stream()
        .map(ReceiptView.Charge::paid)
        .reduce(Money.zero(ride.order().authorize().currency()), Money::plus);
  }

  private static @Nullable Point firstDropoff(Ride ride) {
    return ride.changes().stream()
        .filter(DestinationChange::isAgreed)
        .map(DestinationChange::from)
        .findFirst()
        .orElse(null);
  }

  private ReceiptView.@Nullable Way driven(Ride ride) {
    var bill = ride.money().bill();
    var measured = bill == null ? null : bill.basis().measured();
    if (measured == null) return null;
    return new ReceiptView.Way(
        measured.metres(),
        measured.time().toSeconds(),
        ways.find(ride.id()).map(DrivenWayRow::polyline).orElse(null));
  }

  /** A ride of before there were bills cost what it was quoted. */
  private static Fare fare(Ride ride) {
    var bill = ride.money().bill();
    return bill == null ? ride.order().fare() : bill.fare();
  }

  /** Of before the ride, of its changes, the extra one, and the one that collected the debt. */
  private List<ReceiptView.Charge> charges(Ride ride, @Nullable Debt debt) {
    var card = ride.order().cardId();
    var money = ride.money();
    var first = Stream.of(new Taken(ride.id(), money.payment().capturedMinor(), card));
    var changes =
        ride.changes().stream()
            .map(change -> new Taken(change.id(), change.payment().capturedMinor(), card));
    var extra = new Taken(RideMoney.extraChargeOf(ride.id()), money.extra().capturedMinor(), card);
    var last = Stream.concat(Stream.of(extra), collected(debt).stream());
    var taken =
        Stream.of(first, changes, last)
            .flatMap(Function.identity())
            .filter(one -> one.minor() > 0)
            .toList();
    var returned = back.of(taken.stream().map(Taken::chargeId).toList());
    return taken.stream().map(one -> charge(ride, one, returned)).toList();
  }

  /** What one charge took, from which card. */
  private record Taken(UUID chargeId, long minor, UUID cardId) {}

  private static Optional<Taken> collected(@Nullable Debt debt) {
    if (debt == null || debt.status() != Debt.Status.PAID) return Optional.empty();
    return Optional.of(new Taken(debt.chargeId(), debt.amount().minor(), debt.cardId()));
  }

  private ReceiptView.Charge charge(Ride ride, Taken taken, Map<UUID, Returned> returned) {
    var amount = new Money(taken.minor(), ride.order().authorize().currency());
    var went = returned.getOrDefault(taken.chargeId(), nothing(amount));
    return new ReceiptView.Charge(
        amount, card(ride, taken.cardId()), went.refunded(), went.disputed());
  }

  private static Returned nothing(Money amount) {
    var none = Money.zero(amount.currency());
    return new Returned(none, none);
  }

  private ReceiptView.Given tip(Ride ride, Tip tip) {
    var went = back.of(List.of(tip.chargeId())).getOrDefault(tip.chargeId(), nothing(tip.amount()));
    return new ReceiptView.Given(
        tip.amount(), tip.status(), card(ride, tip.cardId()), went.refunded(), went.disputed());
  }

  private ReceiptView.Card card(Ride ride, UUID cardId) {
    return cards
        .shown(ride.order().riderId(), cardId)
        .map(card -> new ReceiptView.Card(card.brand(), card.last4()))
        .orElse(UNKNOWN_CARD);
  }
}
