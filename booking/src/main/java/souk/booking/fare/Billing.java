package souk.booking.fare;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.booking.quote.Fare;
import souk.booking.quote.FareLine;
import souk.booking.quote.FareLine.Kind;
import souk.booking.quote.Pricing;
import souk.booking.quote.Quote;
import souk.booking.quote.tariff.PinnedTariff;
import souk.dispatch.trip.Cancellation;
import souk.platform.money.Money;

/**
 * Makes bills: functions of what they are given and of nothing else, so that the same ride has the
 * same bill however often it is made.
 */
public final class Billing {
  /** Rises with every change of what the same ride would cost, and why. */
  public static final int RULES = 2;

  private Billing() {}

  /**
   * A ride that was driven to its end: the metered fare within its bounds, and the waiting.
   *
   * @param measured what the trace says, where there is one
   */
  public static Bill completed(Quote quote, Journey journey, Optional<Measured> measured) {
    var way = measured.orElse(null);
    var tariff = quote.tariff();
    if (tariff == null) return bill(quote.fare(), Reason.QUOTED, quote, journey, way);
    var metered = MeteredFare.of(quote, tariff, way);
    var fare = Waiting.added(metered.fare(), tariff, journey);
    return bill(fare, metered.reason(), quote, journey, way);
  }

  /**
   * A ride that was called off. Only its rider ever pays for that, and never more than the ride was
   * quoted at.
   *
   * @param at when it was called off
   */
  public static Bill cancelled(Quote quote, Cancellation.By by, Journey journey, Instant at) {
    var tariff = quote.tariff();
    if (tariff == null) return free(Reason.CANCELLED_FREE, quote, journey);
    return switch (by) {
      case RIDER -> cancelledByRider(quote, tariff, journey, at);
      // a driver calls a trip off only when nobody came, which is a no-show
      case DRIVER, OPS, SYSTEM -> free(Reason.CANCELLED_FREE, quote, journey);
    };
  }

  /**
   * A rider who did not come, which costs him no more than the ride was quoted at.
   *
   * @param at when the driver said so; before {@link #noShowFrom} it costs nothing
   */
  public static Bill noShow(Quote quote, Journey journey, Instant at) {
    var tariff = quote.tariff();
    if (tariff == null || noShowFrom(quote, journey).filter(from -> !at.isBefore(from)).isEmpty()) {
      return free(Reason.NO_SHOW_TOO_EARLY, quote, journey);
    }
    var fee = tariff.terms().noShow().fee();
    return fee(Kind.NO_SHOW, fee, Reason.NO_SHOW, quote, tariff, journey);
  }

  /** From when on the driver may say that the rider did not come; empty before he has arrived. */
  public static Optional<Instant> noShowFrom(Quote quote, Journey journey) {
    var waitSeconds =
        Optional.ofNullable(quote.tariff())
            .map(tariff -> tariff.terms().noShow().waitSeconds())
            .orElse(0L);
    return journey.awaitedFrom().map(from -> from.plusSeconds(waitSeconds));
  }

  private static Bill cancelledByRider(
      Quote quote, PinnedTariff tariff, Journey journey, Instant at) {
    var terms = tariff.terms().cancelling();
    var assigned = journey.assignedAt();
    if (assigned == null) return free(Reason.CANCELLED_FREE, quote, journey);
    if (journey.isAwaitedBy(at)) {
      var reason = Reason.CANCELLED_AFTER_ARRIVAL;
      return fee(Kind.CANCELLATION, terms.arrived(), reason, quote, tariff, journey);
    }
    // whoever still drives somebody else, or has not set off, loses nothing by it
    var inTime = !at.isAfter(assigned.plusSeconds(terms.freeSeconds()));
    if (inTime || !journey.isUnderWayBy(at)) {
      return free(Reason.CANCELLED_FREE, quote, journey);
    }
    return fee(Kind.CANCELLATION, terms.late(), Reason.CANCELLED_LATE, quote, tariff, journey);
  }

  private static Bill fee(
      Kind kind, long minor, Reason reason, Quote quote, PinnedTariff tariff, Journey journey) {
    var most = quote.fare().net().minor();
    var fee = new Money(Math.min(minor, most), tariff.currency());
    var fare = Pricing.taxed(tariff, List.of(new FareLine(kind, fee)));
    return bill(fare, reason, quote, journey, null);
  }

  private static Bill free(Reason reason, Quote quote, Journey journey) {
    var nothing = new Fare(Money.zero(quote.fare().total().currency()), List.of());
    return bill(nothing, reason, quote, journey, null);
  }

  private static Bill bill(
      Fare fare, Reason reason, Quote quote, Journey journey, @Nullable Measured measured) {
    return new Bill(fare, reason, RULES, Bill.Basis.of(quote, journey, measured));
  }
}
