package souk.booking.stay;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.StayReceiptView.Card;
import souk.booking.stay.StayReceiptView.Charge;
import souk.booking.stay.StayReceiptView.Cost;
import souk.booking.stay.StayReceiptView.Line;
import souk.booking.stay.StayReceiptView.What;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.quote.StayTerms;
import souk.payments.charge.PaidCharge;
import souk.payments.charge.PaidCharges;
import souk.payments.refund.OrderRefunds;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/**
 * Writes receipts of stays from what is in the rows now: the price as it was agreed on, what is
 * kept of it, and the charge with what went back. Nothing is copied, so nothing differs.
 */
@Singleton
final class StayReceipts {
  private final PaidCharges charges;
  private final OrderRefunds refunds;
  private final Hotels hotels;

  StayReceipts(PaidCharges charges, OrderRefunds refunds, Hotels hotels) {
    this.charges = charges;
    this.refunds = refunds;
    this.hotels = hotels;
  }

  /**
   * @throws Problem 409 {@code not_paid} for a stay of which nothing was taken, or not yet
   */
  StayReceiptView of(Stay stay) {
    var paid = paid(stay).orElseThrow(StayReceipts::notPaid);
    var span = stay.quote().wish().span();
    return new StayReceiptView(
        stay.id(),
        stay.state().confirmation(),
        stay.state().status(),
        stay.state() instanceof StayState.Cancelled off ? off.reason() : null,
        stay.guestName(),
        hotel(stay),
        span.arrival(),
        span.departure(),
        stay.state() instanceof StayState.CheckedOut out ? out.sleptUntil() : null,
        StayTerms.of(stay.quote()),
        cost(stay),
        charge(paid),
        paid.paid());
  }

  /** Of several cards that were asked only the last can have given anything. */
  private Optional<PaidCharge> paid(Stay stay) {
    return Optional.ofNullable(stay.payment())
        .flatMap(payment -> charges.find(payment.chargeOf(stay.id())));
  }

  private static Problem notPaid() {
    return Problem.conflict(
        "not_paid", "Nothing was taken for this stay, so it has no receipt; look at its payment.");
  }

  private StayReceiptView.Hotel hotel(Stay stay) {
    var hotel = hotels.find(stay.hotelId()).orElseThrow();
    var facts = hotel.facts();
    return new StayReceiptView.Hotel(hotel.id(), facts.name(), hotel.cityId(), facts.place());
  }

  /** As the money is divided: a fee is of nights with their tax, in the same proportion. */
  private static Cost cost(Stay stay) {
    var price = stay.quote().price();
    var cityTax = stay.cityTaxKept();
    var nights = stay.kept().minus(cityTax).split(price.net().minor(), price.tax().minor());
    var fee = new Money(stay.changes().feeMinor(), stay.total().currency());
    var givenUp = fee.split(price.net().minor(), price.tax().minor()).getFirst();
    var lines =
        Stream.of(
                new Line(what(stay.state().status()), nights.getFirst().minus(givenUp)),
                new Line(What.CHANGE_FEE, givenUp),
                new Line(What.TAX, nights.getLast()),
                new Line(What.CITY_TAX, cityTax))
            .filter(line -> line.amount().minor() > 0)
            .toList();
    return new Cost(stay.kept(), lines);
  }

  private static What what(StayStatus status) {
    return switch (status) {
      case CANCELLED, EXPIRED -> What.CANCELLATION_FEE;
      case NO_SHOW -> What.NO_SHOW_FEE;
      case HELD, PAYING, CONFIRMED, CHECKED_IN, CHECKED_OUT -> What.NIGHTS;
    };
  }

  private Charge charge(PaidCharge paid) {
    return new Charge(
        paid.id(),
        paid.taken(),
        paid.takenAt(),
        card(paid.card()),
        paid.refunded(),
        paid.disputed(),
        List.copyOf(refunds.ofCharge(paid.id())));
  }

  private static @Nullable Card card(souk.payments.card.@Nullable Card card) {
    return card == null ? null : new Card(card.brand(), card.last4());
  }
}
