package souk.booking.quote;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import souk.booking.quote.FareLine.Kind;
import souk.platform.money.Money;

/**
 * What a product costs in a city, in minor units before tax.
 *
 * @param taxBasisPoints tax on the whole, in hundredths of a percent
 */
record Tariff(
    Currency currency,
    long base,
    long perKilometre,
    long perMinute,
    long minimum,
    int taxBasisPoints) {
  private static final long BASIS_POINTS = 10_000;

  Tariff {
    if (base < 0 || perKilometre < 0 || perMinute < 0 || minimum <= 0 || taxBasisPoints < 0) {
      throw new IllegalArgumentException(
          "a tariff has a positive minimum and nothing negative: %d %d %d %d %d"
              .formatted(base, perKilometre, perMinute, minimum, taxBasisPoints));
    }
  }

  /**
   * The fare for a distance and a time: base + distance + time, at least the minimum, times the
   * surge, plus tax; every line rounded half up to a minor unit. The surge multiplier is at least 1
   * here: it never makes a ride cheaper.
   */
  Fare fare(long metres, Duration time, BigDecimal surge) {
    var baseFare = new Money(base, currency);
    var distance = new Money(perKilometre, currency).times(metres, 1_000);
    var minutes = new Money(perMinute, currency).times(time.toSeconds(), 60);
    var metered = baseFare.plus(distance).plus(minutes);
    var lifted = metered.max(new Money(minimum, currency));
    var surged = times(lifted, surge.max(BigDecimal.ONE));
    var tax = surged.times(taxBasisPoints, BASIS_POINTS);
    return new Fare(
        surged.plus(tax),
        List.of(
            new FareLine(Kind.BASE, baseFare),
            new FareLine(Kind.DISTANCE, distance),
            new FareLine(Kind.TIME, minutes),
            new FareLine(Kind.MINIMUM, lifted.minus(metered)),
            new FareLine(Kind.SURGE, surged.minus(lifted)),
            new FareLine(Kind.TAX, tax)));
  }

  private static Money times(Money amount, BigDecimal factor) {
    var scale = Math.max(0, factor.scale());
    return amount.times(
        factor.movePointRight(scale).longValueExact(), BigDecimal.TEN.pow(scale).longValueExact());
  }
}
