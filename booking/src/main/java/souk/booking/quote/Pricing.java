package souk.booking.quote;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import souk.booking.quote.FareLine.Kind;
import souk.booking.quote.tariff.PinnedTariff;
import souk.platform.money.Money;

/** How a tariff prices a way. */
public final class Pricing {
  private static final long BASIS_POINTS = 10_000;

  private Pricing() {}

  /**
   * The fare for a distance and a time: base + distance + time, at least the minimum, times the
   * surge, plus tax; every line rounded half up to a minor unit. The surge multiplier is at least 1
   * here: it never makes a ride cheaper.
   */
  public static Fare fare(PinnedTariff tariff, long metres, Duration time, BigDecimal surge) {
    var terms = tariff.terms();
    var base = new Money(terms.base(), tariff.currency());
    var distance = new Money(terms.perKilometre(), tariff.currency()).times(metres, 1_000);
    var minutes = new Money(terms.perMinute(), tariff.currency()).times(time.toSeconds(), 60);
    var metered = base.plus(distance).plus(minutes);
    var lifted = metered.max(new Money(terms.minimum(), tariff.currency()));
    var surged = times(lifted, surge.max(BigDecimal.ONE));
    return taxed(
        tariff,
        List.of(
            new FareLine(Kind.BASE, base),
            new FareLine(Kind.DISTANCE, distance),
            new FareLine(Kind.TIME, minutes),
            new FareLine(Kind.MINIMUM, lifted.minus(metered)),
            new FareLine(Kind.SURGE, surged.minus(lifted))));
  }

  /** The lines with the tariff's tax on their sum. */
  public static Fare taxed(PinnedTariff tariff, List<FareLine> lines) {
    var net =
        lines.stream().map(FareLine::amount).reduce(Money.zero(tariff.currency()), Money::plus);
    var tax = net.times(tariff.terms().taxBasisPoints(), BASIS_POINTS);
    var all = new ArrayList<>(lines);
    all.add(new FareLine(Kind.TAX, tax));
    return new Fare(net.plus(tax), all);
  }

  private static Money times(Money amount, BigDecimal factor) {
    var scale = Math.max(0, factor.scale());
    return amount.times(
        factor.movePointRight(scale).longValueExact(), BigDecimal.TEN.pow(scale).longValueExact());
  }
}
