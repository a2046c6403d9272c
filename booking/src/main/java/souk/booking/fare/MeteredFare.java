package souk.booking.fare;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import souk.booking.quote.Fare;
import souk.booking.quote.FareLine;
import souk.booking.quote.FareLine.Kind;
import souk.booking.quote.Pricing;
import souk.booking.quote.Quote;
import souk.booking.quote.tariff.PinnedTariff;
import souk.booking.quote.tariff.Terms.Metering;
import souk.platform.money.Money;

/** The fare of the way that was driven, held to what the quote promised. */
record MeteredFare(Fare fare, Reason reason) {

  /**
   * What little more or less the way was changes nothing, no way is dearer than the ceiling, and
   * none cheaper than the minimum; the reason says which of these it came to.
   */
  static MeteredFare of(Quote quote, PinnedTariff tariff, @Nullable Measured measured) {
    if (measured == null) return new MeteredFare(quote.fare(), Reason.NO_TRACE);
    if (!isBelieved(measured, tariff.terms().metering())) {
      return new MeteredFare(quote.fare(), Reason.VAGUE_TRACE);
    }
    if (measured.passedDropoff() && measured.endsAtDropoff()) {
      return new MeteredFare(quote.fare(), Reason.RETURNED_TO_DROPOFF);
    }
    var driven = Pricing.fare(tariff, measured.metres(), measured.time(), quote.surge());
    return bounded(quote, tariff, measured, driven);
  }

  private static MeteredFare bounded(
      Quote quote, PinnedTariff tariff, Measured measured, Fare driven) {
    var bounds = tariff.terms().metering();
    var more = driven.net().minus(quote.fare().net());
    if (Math.abs(more.minor()) <= tolerance(quote, bounds).minor()) {
      return new MeteredFare(quote.fare(), Reason.QUOTED);
    }
    if (more.isNegative()) return new MeteredFare(driven, whyLess(driven, measured));
    var over = driven.net().minus(ceiling(quote, bounds));
    if (over.minor() <= 0) return new MeteredFare(driven, Reason.MEASURED_LONGER);
    return new MeteredFare(lowered(driven, over, tariff), Reason.CAPPED);
  }

  /** The most that the way may cost, before tax. */
  static Money ceiling(Quote quote, Metering bounds) {
    return quote.fare().net().times(bounds.ceilingPercent(), 100);
  }

  static boolean isBelieved(Measured measured, Metering bounds) {
    return measured.isPossible() && measured.confidence() * 100 >= bounds.confidencePercent();
  }

  private static Money tolerance(Quote quote, Metering bounds) {
    var net = quote.fare().net();
    return net.times(bounds.tolerancePercent(), 100)
        .max(new Money(bounds.tolerance(), net.currency()));
  }

  private static Reason whyLess(Fare driven, Measured measured) {
    if (driven.of(Kind.MINIMUM).minor() > 0) return Reason.MINIMUM;
    return measured.endsAtDropoff() ? Reason.MEASURED_SHORTER : Reason.STOPPED_EARLY;
  }

  private static Fare lowered(Fare driven, Money over, PinnedTariff tariff) {
    var lines = new ArrayList<>(driven.untaxed());
    lines.add(new FareLine(Kind.CEILING, Money.zero(over.currency()).minus(over)));
    return Pricing.taxed(tariff, lines);
  }
}
