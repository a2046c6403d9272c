package souk.booking.fare;

import java.util.ArrayList;
import souk.booking.quote.Fare;
import souk.booking.quote.FareLine;
import souk.booking.quote.FareLine.Kind;
import souk.booking.quote.Pricing;
import souk.booking.quote.tariff.PinnedTariff;
import souk.platform.money.Money;

/** What a rider owes for letting the driver wait at the pick-up. */
final class Waiting {
  private Waiting() {}

  /** The fare with a line for the waiting, and the tax on the whole; the same when it was free. */
  static Fare added(Fare fare, PinnedTariff tariff, Journey journey) {
    var waiting = price(tariff, journey);
    if (waiting.minor() == 0) return fare;
    var lines = new ArrayList<>(fare.untaxed());
    lines.add(new FareLine(Kind.WAITING, waiting));
    return Pricing.taxed(tariff, lines);
  }

  private static Money price(PinnedTariff tariff, Journey journey) {
    var terms = tariff.terms().waiting();
    var seconds = journey.waited().toSeconds() - terms.freeSeconds();
    var charged = Math.clamp(seconds, 0, terms.longestSeconds());
    return new Money(terms.perMinute(), tariff.currency()).times(charged, 60);
  }
}
