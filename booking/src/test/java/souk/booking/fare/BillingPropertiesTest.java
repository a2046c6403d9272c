package souk.booking.fare;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import souk.booking.quote.FareLine;
import souk.booking.quote.FareLine.Kind;
import souk.booking.quote.Pricing;
import souk.booking.quote.Quote;
import souk.booking.quote.SomeQuote;
import souk.booking.quote.tariff.PinnedTariff;
import souk.booking.quote.tariff.Terms;
import souk.dispatch.trip.Cancellation;
import souk.platform.money.Money;

class BillingPropertiesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Money NOTHING = Money.zero(Currency.getInstance("EUR"));

  @Property
  void neverAboveTheCeilingNorBelowTheMinimum(
      @ForAll("quotes") Quote quote,
      @ForAll("ways") Measured way,
      @ForAll @LongRange(max = 20_000) long waited) {
    var tariff = tariffOf(quote);
    var metering = tariff.terms().metering();
    var waiting = tariff.terms().waiting();
    var most = quote.fare().net().times(metering.ceilingPercent(), 100);
    var mostWaiting = euro(waiting.perMinute()).times(waiting.longestSeconds(), 60);

    var fare = Billing.completed(quote, journey(waited), Optional.of(way)).fare();

    assertThat(fare.net()).isLessThanOrEqualTo(most.plus(mostWaiting));
    assertThat(fare.net()).isGreaterThanOrEqualTo(euro(tariff.terms().minimum()));
  }

  /** The whole rule: what is not waiting stays within the promise, and the reason says how. */
  @Property
  void theReasonSaysWhichBoundHeld(
      @ForAll("quotes") Quote quote,
      @ForAll("ways") Measured way,
      @ForAll @LongRange(max = 20_000) long waited) {
    var bill = Billing.completed(quote, journey(waited), Optional.of(way));
    var part = bill.fare().net().minus(bill.fare().of(Kind.WAITING));

    assertThat(isExplained(bill, part, quote, way)).as("%s: %s", bill.reason(), part).isTrue();
    assertThat(bill.fare().of(Kind.CEILING).isNegative()).isEqualTo(bill.reason() == Reason.CAPPED);
  }

  private static boolean isExplained(Bill bill, Money part, Quote quote, Measured way) {
    var tariff = tariffOf(quote);
    var bounds = tariff.terms().metering();
    var quoted = quote.fare().net();
    var driven = Pricing.fare(tariff, way.metres(), way.time(), quote.surge()).net();
    var tolerance = quoted.times(bounds.tolerancePercent(), 100).max(euro(bounds.tolerance()));
    var most = quoted.times(bounds.ceilingPercent(), 100);
    var stands = part.equals(quoted);
    var metered = part.equals(driven);
    var longer = driven.compareTo(quoted.plus(tolerance)) > 0;
    var shorter = driven.compareTo(quoted.minus(tolerance)) < 0;
    var lifted = bill.fare().of(Kind.MINIMUM).minor() > 0;
    return switch (bill.reason()) {
      case QUOTED -> stands && !longer && !shorter;
      case VAGUE_TRACE -> stands && way.confidence() * 100 < bounds.confidencePercent();
      case RETURNED_TO_DROPOFF -> stands && way.passedDropoff() && way.endsAtDropoff();
      case MEASURED_LONGER -> metered && longer && part.compareTo(most) <= 0;
      case CAPPED -> part.equals(most) && longer && part.compareTo(driven) < 0;
      case MEASURED_SHORTER -> metered && shorter && !lifted && way.endsAtDropoff();
      case STOPPED_EARLY -> metered && shorter && !lifted && !way.endsAtDropoff();
      case MINIMUM -> metered && shorter && lifted;
      case NO_TRACE,
          CANCELLED_FREE,
          CANCELLED_LATE,
          CANCELLED_AFTER_ARRIVAL,
          NO_SHOW,
          NO_SHOW_TOO_EARLY ->
          false;
    };
  }

  /** Nothing is added to a fare but what has a line of its own. */
  @Property
  void whatComesOnTopIsWaitingAndTax(
      @ForAll("quotes") Quote quote,
      @ForAll("ways") Measured way,
      @ForAll @LongRange(max = 20_000) long waited) {
    var without = Billing.completed(quote, journey(0), Optional.of(way)).fare();
    var fare = Billing.completed(quote, journey(waited), Optional.of(way)).fare();
    var waiting = fare.of(Kind.WAITING);

    assertThat(fare.net()).isEqualTo(without.net().plus(waiting));
    assertThat(fare.total()).isEqualTo(fare.net().plus(fare.of(Kind.TAX)));
  }

  @Property
  void linesSumToTheTotalAndTheTaxIsOnTheWhole(
      @ForAll("quotes") Quote quote,
      @ForAll("ways") Measured way,
      @ForAll @LongRange(max = 20_000) long waited) {
    var fare = Billing.completed(quote, journey(waited), Optional.of(way)).fare();

    var sum = fare.lines().stream().map(FareLine::amount).reduce(NOTHING, Money::plus);
    assertThat(sum).isEqualTo(fare.total());
    assertThat(fare.of(Kind.TAX))
        .isEqualTo(fare.net().times(tariffOf(quote).terms().taxBasisPoints(), 10_000));
    assertThat(fare.lines())
        .noneMatch(line -> line.kind() != Kind.CEILING && line.amount().isNegative());
  }

  @Property
  void aLongerWayAndMoreTimeAreNeverCheaper(
      @ForAll("quotes") Quote quote,
      @ForAll("ways") Measured way,
      @ForAll @LongRange(max = 30_000) long moreMetres,
      @ForAll @LongRange(max = 5_000) long moreSeconds) {
    var more =
        new Measured(
            way.metres() + moreMetres,
            way.time().plusSeconds(moreMetres + moreSeconds),
            way.confidence(),
            way.metresFromDropoff(),
            way.passedDropoff());
    assertThat(total(quote, Optional.of(more)))
        .isGreaterThanOrEqualTo(total(quote, Optional.of(way)));
  }

  @Property
  void waitingLongerIsNeverCheaper(
      @ForAll("quotes") Quote quote,
      @ForAll @LongRange(max = 20_000) long waited,
      @ForAll @LongRange(max = 20_000) long more) {
    var less = Billing.completed(quote, journey(waited), Optional.empty()).fare();
    var longer = Billing.completed(quote, journey(waited + more), Optional.empty()).fare();
    assertThat(longer.total()).isGreaterThanOrEqualTo(less.total());
  }

  @Property
  void theSameRideHasTheSameBill(@ForAll("quotes") Quote quote, @ForAll("ways") Measured way) {
    var journey = journey(400);
    assertThat(Billing.completed(quote, journey, Optional.of(way)))
        .isEqualTo(Billing.completed(quote, journey, Optional.of(way)));
  }

  @Property
  void callingOffLaterIsNeverCheaperNorDearerThanTheRide(
      @ForAll("quotes") Quote quote,
      @ForAll @LongRange(max = 2_000) long at,
      @ForAll @LongRange(max = 2_000) long more) {
    var early = cancelled(quote, NOON.plusSeconds(at));
    var late = cancelled(quote, NOON.plusSeconds(at + more));
    assertThat(late).isGreaterThanOrEqualTo(early).isLessThanOrEqualTo(quote.fare().total());
  }

  @Property
  void notComingIsNeverDearerThanTheRide(
      @ForAll("quotes") Quote quote, @ForAll @LongRange(max = 2_000) long after) {
    var bill = Billing.noShow(quote, journey(0), NOON.plusSeconds(after));
    assertThat(bill.fare().total()).isLessThanOrEqualTo(quote.fare().total());
  }

  @Provide
  Arbitrary<Quote> quotes() {
    var metres = Arbitraries.longs().between(20, 60_000);
    var seconds = Arbitraries.longs().between(5, 8_000);
    var surge = Arbitraries.integers().between(100, 400).map(n -> BigDecimal.valueOf(n, 2));
    return Combinators.combine(tariffs(), metres, seconds, surge).as(SomeQuote::of);
  }

  @Provide
  Arbitrary<Measured> ways() {
    var metres = Arbitraries.longs().between(0, 100_000);
    var percent = Arbitraries.integers().between(0, 100);
    var away = Arbitraries.longs().between(0, 1_000);
    var passed = Arbitraries.of(true, false);
    return Combinators.combine(metres, Arbitraries.longs().between(0, 9_000), percent, away, passed)
        .as((way, slow, sure, off, by) ->
            // slower than what nobody can drive
            new Measured(way, Duration.ofSeconds(way / 50 + 1 + slow), sure / 100.0, off, by));
  }

  private static Arbitrary<PinnedTariff> tariffs() {
    var amount = Arbitraries.longs().between(0, 3_000);
    var time = Arbitraries.longs().between(0, 2_000);
    var percent = Arbitraries.integers().between(0, 100);
    var waiting = Combinators.combine(time, amount, time).as(Terms.Waiting::new);
    var off =
        Combinators.combine(time, amount, amount)
            .as((free, late, more) -> new Terms.Cancelling(free, late, late + more));
    var noShow = Combinators.combine(time, amount).as(Terms.NoShow::new);
    var metering =
        Combinators.combine(percent, amount, percent, percent)
            .as((tolerance, least, over, sure) ->
                new Terms.Metering(tolerance, least, 100 + over, sure));
    var tax = Arbitraries.integers().between(0, 3_000);
    var rates = Combinators.combine(amount, amount, amount, amount).as(Rates::new);
    return Combinators.combine(rates, tax, waiting, off, noShow, metering)
        .as((rate, basisPoints, wait, cancelling, absent, meter) ->
            SomeQuote.tariff(
                new Terms(
                    rate.base,
                    rate.kilometre,
                    rate.minute,
                    rate.minimum + 1,
                    basisPoints,
                    wait,
                    cancelling,
                    absent,
                    meter)));
  }

  private record Rates(long base, long kilometre, long minute, long minimum) {}

  private static Money cancelled(Quote quote, Instant at) {
    var journey = new Journey(NOON, NOON, NOON.plusSeconds(900), null, null);
    return Billing.cancelled(quote, Cancellation.By.RIDER, journey, at).fare().total();
  }

  private static Money total(Quote quote, Optional<Measured> way) {
    return Billing.completed(quote, journey(0), way).fare().total();
  }

  private static Journey journey(long waited) {
    var started = NOON.plusSeconds(waited);
    return new Journey(NOON, NOON, NOON, started, started.plusSeconds(600));
  }

  private static PinnedTariff tariffOf(Quote quote) {
    return Optional.ofNullable(quote.tariff()).orElseThrow();
  }

  private static Money euro(long minor) {
    return Money.of(minor, "EUR");
  }
}
