package souk.booking.fare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import souk.booking.quote.FareLine.Kind;
import souk.booking.quote.Quote;
import souk.booking.quote.SomeQuote;
import souk.dispatch.trip.Cancellation;
import souk.platform.money.Money;

class BillingTest {
  /** 350 + 800 + 450 and a tenth of tax: 1760. */
  private static final Quote QUOTE = SomeQuote.of(5_000, 600);

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Journey PUNCTUAL = journey(60, 61);

  /** Less than 15 % in either direction, here 240 of 1600, changes nothing. */
  @ParameterizedTest
  @CsvSource({
    "5000,  600, QUOTED,           1760",
    "6000,  640, QUOTED,           1760",
    "4000,  540, QUOTED,           1760",
    "6500,  600, QUOTED,           1760",
    "6600,  600, MEASURED_LONGER,  2042",
    "9000, 1000, CAPPED,           2640",
    "90000, 9000, CAPPED,          2640",
    "3400,  600, MEASURED_SHORTER, 1478",
    "1000,   60, MINIMUM,           880",
    "   0,    0, MINIMUM,           880"
  })
  void theMeasuredWayIsHeldToTheQuote(long metres, long seconds, Reason reason, long total) {
    var bill = Billing.completed(QUOTE, PUNCTUAL, measured(metres, seconds, 0, false));

    assertThat(bill.reason()).isEqualTo(reason);
    assertThat(bill.fare().total()).isEqualTo(euro(total));
  }

  @Test
  void whatIsBeyondTheCeilingStandsOnTheBillAsTakenOff() {
    var fare = Billing.completed(QUOTE, PUNCTUAL, measured(9_000, 1_000, 0, false)).fare();

    assertThat(fare.of(Kind.DISTANCE)).isEqualTo(euro(1_440));
    assertThat(fare.of(Kind.CEILING)).isEqualTo(euro(-140));
    assertThat(fare.of(Kind.TAX)).isEqualTo(euro(240));
  }

  @Test
  void withoutATraceTheQuoteStands() {
    var bill = Billing.completed(QUOTE, PUNCTUAL, Optional.empty());
    assertThat(bill.reason()).isEqualTo(Reason.NO_TRACE);
    assertThat(bill.fare()).isEqualTo(QUOTE.fare());
  }

  @ParameterizedTest
  @CsvSource({"9000, 1000, 0.49", "90000, 600, 0.9"})
  void whatATraceOnlyGuessesOrNobodyCanDriveIsNotBelieved(
      long metres, long seconds, double confidence) {
    var way = new Measured(metres, Duration.ofSeconds(seconds), confidence, 0, false);
    var bill = Billing.completed(QUOTE, PUNCTUAL, Optional.of(way));
    assertThat(bill.reason()).isEqualTo(Reason.VAGUE_TRACE);
    assertThat(bill.fare()).isEqualTo(QUOTE.fare());
  }

  @Test
  void whoPassesTheDropoffAndComesBackTurnsAtHisOwnCost() {
    var back = Billing.completed(QUOTE, PUNCTUAL, measured(8_000, 900, 20, true));
    assertThat(back.reason()).isEqualTo(Reason.RETURNED_TO_DROPOFF);
    assertThat(back.fare()).isEqualTo(QUOTE.fare());

    var on = Billing.completed(QUOTE, PUNCTUAL, measured(8_000, 700, 900, true));
    assertThat(on.reason()).isEqualTo(Reason.MEASURED_LONGER);
  }

  @Test
  void whoGetsOutEarlyPaysForHisWayAndTheMinimumAtLeast() {
    var bill = Billing.completed(QUOTE, PUNCTUAL, measured(3_000, 120, 3_000, false));
    assertThat(bill.reason()).isEqualTo(Reason.STOPPED_EARLY);
    assertThat(bill.fare().total()).isEqualTo(euro(1_012));

    var atOnce = Billing.completed(QUOTE, PUNCTUAL, measured(1_000, 120, 3_000, false));
    assertThat(atOnce.reason()).isEqualTo(Reason.MINIMUM);
    assertThat(atOnce.fare().total()).isEqualTo(euro(880));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "180, 0", "181, 1", "240, 40", "1980, 1200", "9000, 1200"})
  void waitingCostsBeyondItsFreeTimeAndUpToItsLongest(long seconds, long waiting) {
    var bill = Billing.completed(QUOTE, journey(60, 60 + seconds), Optional.empty());

    assertThat(bill.fare().of(Kind.WAITING)).isEqualTo(euro(waiting));
    assertThat(bill.fare().net()).isEqualTo(euro(1_600 + waiting));
    assertThat(bill.fare().of(Kind.TAX)).isEqualTo(euro(1_600 + waiting).times(1, 10));
  }

  @ParameterizedTest
  @CsvSource({
    "-1,   CANCELLED_FREE, 0",
    "0,    CANCELLED_FREE, 0",
    "120,  CANCELLED_FREE, 0",
    "121,  CANCELLED_LATE, 440",
    "299,  CANCELLED_LATE, 440",
    "300,  CANCELLED_AFTER_ARRIVAL, 660",
    "9000, CANCELLED_AFTER_ARRIVAL, 660"
  })
  void callingOffCostsByHowFarTheDriverIs(long secondsAfterAssignment, Reason reason, long total) {
    var at = NOON.plusSeconds(secondsAfterAssignment);
    var bill = Billing.cancelled(QUOTE, Cancellation.By.RIDER, journey(300, null), at);
    assertThat(bill.reason()).isEqualTo(reason);
    assertThat(bill.fare().total()).isEqualTo(euro(total));
  }

  /** Assigned at noon, and still with another rider, or at table. */
  @ParameterizedTest
  @CsvSource({"899, CANCELLED_FREE, 0", "900, CANCELLED_LATE, 440"})
  void callingOffIsFreeUntilTheDriverHasSetOff(long at, Reason reason, long total) {
    var journey = new Journey(NOON, NOON.plusSeconds(900), null, null, null);
    var bill = Billing.cancelled(QUOTE, Cancellation.By.RIDER, journey, NOON.plusSeconds(at));
    assertThat(bill.reason()).isEqualTo(reason);
    assertThat(bill.fare().total()).isEqualTo(euro(total));
    var never = new Journey(NOON, null, null, null, null);
    assertThat(
            Billing.cancelled(QUOTE, Cancellation.By.RIDER, never, NOON.plusSeconds(9_000))
                .reason())
        .isEqualTo(Reason.CANCELLED_FREE);
  }

  @Test
  void whoHasNoDriverCallsOffForNothing() {
    var bill = Billing.cancelled(QUOTE, Cancellation.By.RIDER, Journey.NONE, NOON);
    assertThat(bill.reason()).isEqualTo(Reason.CANCELLED_FREE);
    assertThat(bill.fare().total()).isEqualTo(euro(0));
  }

  @ParameterizedTest
  @EnumSource(names = "RIDER", mode = EnumSource.Mode.EXCLUDE)
  void onlyTheRiderPaysForCallingOff(Cancellation.By by) {
    var bill = Billing.cancelled(QUOTE, by, journey(0, null), NOON.plusSeconds(9_000));
    assertThat(bill.fare().total()).isEqualTo(euro(0));
  }

  @ParameterizedTest
  @CsvSource({"299, NO_SHOW_TOO_EARLY, 0", "300, NO_SHOW, 880", "9000, NO_SHOW, 880"})
  void notComingCostsOnceTheDriverHasWaited(long secondsAfterArrival, Reason reason, long total) {
    var journey = journey(60, null);
    var at = NOON.plusSeconds(60 + secondsAfterArrival);
    var bill = Billing.noShow(QUOTE, journey, at);

    assertThat(bill.reason()).isEqualTo(reason);
    assertThat(bill.fare().total()).isEqualTo(euro(total));
    assertThat(Billing.noShowFrom(QUOTE, journey)).contains(NOON.plusSeconds(360));
    assertThat(Billing.noShowFrom(QUOTE, Journey.NONE)).isEmpty();
  }

  /** Booked for ten minutes after the assignment: who came before waits on his own account. */
  @ParameterizedTest
  @CsvSource({"60, 600, 0", "60, 780, 0", "60, 840, 40", "700, 940, 40", "60, 500, 0"})
  void waitingForABookedRiderCountsFromHisTime(long arrived, long started, long waiting) {
    var bill = Billing.completed(QUOTE, booked(arrived, started), Optional.empty());
    assertThat(bill.fare().of(Kind.WAITING)).isEqualTo(euro(waiting));
  }

  @ParameterizedTest
  @CsvSource({
    "299, CANCELLED_LATE, 440",
    "599, CANCELLED_LATE, 440",
    "600, CANCELLED_AFTER_ARRIVAL, 660"
  })
  void whoCameEarlyHasNotArrivedForABookedRider(long at, Reason reason, long total) {
    var off =
        Billing.cancelled(QUOTE, Cancellation.By.RIDER, booked(60, null), NOON.plusSeconds(at));
    assertThat(off.reason()).isEqualTo(reason);
    assertThat(off.fare().total()).isEqualTo(euro(total));
  }

  @ParameterizedTest
  @CsvSource({"360, NO_SHOW_TOO_EARLY", "899, NO_SHOW_TOO_EARLY", "900, NO_SHOW"})
  void aBookedRiderMayComeUntilHisTimeAndLonger(long at, Reason reason) {
    assertThat(Billing.noShow(QUOTE, booked(60, null), NOON.plusSeconds(at)).reason())
        .isEqualTo(reason);
  }

  private static Journey booked(long arrived, @Nullable Long started) {
    var journey = journey(arrived, started);
    return new Journey(
        journey.assignedAt(),
        journey.enRouteAt(),
        journey.arrivedAt(),
        journey.startedAt(),
        journey.completedAt(),
        NOON.plusSeconds(600));
  }

  private static Journey booked(long arrived, long started) {
    return booked(arrived, Long.valueOf(started));
  }

  @Test
  void aFeeIsNeverMoreThanTheRideWouldHaveCost() {
    var cheap = SomeQuote.of(SomeQuote.tariff(0, 0, 0, 100, 1_000), 500, 60, QUOTE.surge());
    var late = NOON.plusSeconds(9_000);
    assertThat(Billing.noShow(cheap, journey(0, null), late).fare().total()).isEqualTo(euro(110));
    var off = Billing.cancelled(cheap, Cancellation.By.RIDER, journey(0, null), late);
    assertThat(off.fare().total()).isEqualTo(euro(110));
  }

  @Test
  void aQuoteOfBeforeTariffsWerePinnedCostsWhatItSaysAndNothingElse() {
    var old = SomeQuote.withoutTariff(5_000, 600);
    var slow = journey(60, 4_000L);
    var late = NOON.plusSeconds(9_000);
    assertThat(Billing.completed(old, slow, measured(50_000, 5_000, 0, false)).fare())
        .isEqualTo(old.fare());
    assertThat(Billing.noShow(old, slow, late).fare().total()).isEqualTo(euro(0));
    assertThat(Billing.cancelled(old, Cancellation.By.RIDER, slow, late).fare().total())
        .isEqualTo(euro(0));
  }

  @Test
  void aBillSaysWhatItWasMadeFrom() {
    var way = measured(9_000, 1_000, 0, false);
    var bill = Billing.completed(QUOTE, PUNCTUAL, way);
    assertThat(bill.rules()).isEqualTo(Billing.RULES);
    assertThat(bill.basis())
        .isEqualTo(new Bill.Basis(QUOTE.tariff(), euro(1_760), PUNCTUAL, way.orElseThrow()));
  }

  private static Optional<Measured> measured(
      long metres, long seconds, long fromDropoff, boolean passed) {
    return Optional.of(new Measured(metres, Duration.ofSeconds(seconds), 0.9, fromDropoff, passed));
  }

  /** Assigned at noon, arrived and started so many seconds later. */
  private static Journey journey(long arrived, @Nullable Long started) {
    return new Journey(
        NOON,
        NOON,
        NOON.plusSeconds(arrived),
        started == null ? null : NOON.plusSeconds(started),
        started == null ? null : NOON.plusSeconds(started + 600));
  }

  private static Journey journey(long arrived, long started) {
    return journey(arrived, Long.valueOf(started));
  }

  private static Money euro(long minor) {
    return Money.of(minor, "EUR");
  }
}
