package souk.booking.quote;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.quote.tariff.PinnedTariff;
import souk.booking.quote.tariff.Terms;
import souk.dispatch.city.Point;

/** Quotes and tariffs that nobody made. */
public final class SomeQuote {
  /** What Monaco asks for standard at first. */
  public static final PinnedTariff MONACO = tariff(350, 160, 45, 800, 1_000);

  private SomeQuote() {}

  /** Monaco's, but for these. */
  public static PinnedTariff tariff(
      long base, long kilometre, long minute, long minimum, int taxBasisPoints) {
    return tariff(
        new Terms(
            base,
            kilometre,
            minute,
            minimum,
            taxBasisPoints,
            new Terms.Waiting(180, 40, 1_800),
            new Terms.Cancelling(120, 400, 600),
            new Terms.NoShow(300, 800),
            new Terms.Metering(15, 150, 150, 50)));
  }

  public static PinnedTariff tariff(Terms terms) {
    return new PinnedTariff(new UUID(7, 7), 3, Currency.getInstance("EUR"), terms);
  }

  /** Of Monaco, without surge. */
  public static Quote of(long metres, long seconds) {
    return of(MONACO, metres, seconds, new BigDecimal("1.00"));
  }

  public static Quote of(PinnedTariff tariff, long metres, long seconds, BigDecimal surge) {
    var fare = Pricing.fare(tariff, metres, Duration.ofSeconds(seconds), surge);
    return quote(metres, seconds, fare, surge, tariff);
  }

  /** As quotes were before they pinned their tariff. */
  public static Quote withoutTariff(long metres, long seconds) {
    var quote = of(metres, seconds);
    return quote(metres, seconds, quote.fare(), quote.surge(), null);
  }

  private static Quote quote(
      long metres, long seconds, Fare fare, BigDecimal surge, @Nullable PinnedTariff tariff) {
    return new Quote(
        new UUID(1, 2),
        new UUID(1, 1),
        "monaco",
        "standard",
        new Point(43.7394, 7.4282),
        new Point(43.7347, 7.4206),
        metres,
        seconds,
        0,
        fare,
        surge,
        0,
        Instant.parse("2026-11-22T12:00:00Z"),
        tariff,
        null);
  }
}
