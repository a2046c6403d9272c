package souk.sim.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.sim.verdict.Breaches.NEXT;
import static souk.sim.verdict.Breaches.RIDE;
import static souk.sim.verdict.Breaches.done;
import static souk.sim.verdict.Story.DRIVER;
import static souk.sim.verdict.Story.FARE;
import static souk.sim.verdict.Story.OTHER_DRIVER;
import static souk.sim.verdict.Story.RIDER;

import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import souk.sim.journal.Entry;
import souk.sim.view.OfferView;
import souk.sim.view.PaymentStatus;
import souk.sim.view.RideStatus;
import souk.sim.view.TripStatus;

/** Every rule fires on the breach planted for it, and all are silent where all is well. */
final class ReconciliationTest {
  /** What is done to a clean story, by the one rule it must break. */
  private static final Map<String, UnaryOperator<Story>> BREACHES = Breaches.byRule();

  @TestFactory
  Stream<DynamicTest> theRuleFiresAlone() {
    return BREACHES.entrySet().stream()
        .map(breach ->
            DynamicTest.dynamicTest(
                breach.getKey(),
                () ->
                    assertThat(breach.getValue().apply(clean()).brokenRules())
                        .containsExactly(breach.getKey())));
  }

  @Test
  void everyRuleHasItsBreach() {
    assertThat(BREACHES.keySet()).containsExactlyInAnyOrderElementsOf(Reconciliation.rules());
  }

  @Test
  void aCleanRunIsClean() {
    assertThat(clean().brokenRules()).isEmpty();
  }

  @Test
  void aRideCancelledAndGivenBackIsClean() {
    var story =
        new Story()
            .acknowledged("k", RIDE)
            .told(DRIVER, RIDE, 2, TripStatus.ASSIGNED)
            .riderTold(RIDE, 3, RideStatus.CANCELLED)
            .told(DRIVER, RIDE, 4, TripStatus.CANCELLED)
            .endedAs(RIDE, RideStatus.CANCELLED, PaymentStatus.VOIDED)
            .tripEndedAs(RIDE, TripStatus.CANCELLED, DRIVER);

    assertThat(story.brokenRules()).isEmpty();
  }

  @Test
  void theSameRideUnderTheSameKeyTwiceIsClean() {
    assertThat(clean().acknowledged("key-" + RIDE, RIDE).brokenRules()).isEmpty();
  }

  @Test
  void anOfferHeardWhileTheDriverIsAboutToFinishIsClean() {
    // the server may be faster than its own answer: the driver is free before he is told so
    var story =
        new Story()
            .rideServed(RIDE, DRIVER)
            .told(OTHER_DRIVER, NEXT, 2, TripStatus.ASSIGNED)
            .completing(OTHER_DRIVER, NEXT)
            .offered(OTHER_DRIVER, RIDE, 60)
            .told(OTHER_DRIVER, NEXT, 3, TripStatus.COMPLETED)
            .tripEndedAs(NEXT, TripStatus.COMPLETED, OTHER_DRIVER);

    assertThat(story.brokenRules()).isEmpty();
  }

  @Test
  void aNextJobIsCleanUntilItBeginsBeforeThePresentOneEnds() {
    assertThat(nextJob().completing(DRIVER, RIDE).completing(DRIVER, NEXT).brokenRules()).isEmpty();
    assertThat(
            nextJob()
                .told(DRIVER, NEXT, 3, TripStatus.EN_ROUTE)
                .completing(DRIVER, RIDE)
                .brokenRules())
        .containsExactly("one_trip_per_driver");
    assertThat(nextJob().offeredAfter(DRIVER, UUID.randomUUID(), NEXT, 70).brokenRules())
        .containsExactly("no_offer_while_driving");
  }

  private static Story nextJob() {
    return new Story()
        .told(DRIVER, RIDE, 2, TripStatus.ASSIGNED)
        .offeredAfter(DRIVER, NEXT, RIDE, 60)
        .told(DRIVER, NEXT, 2, TripStatus.ASSIGNED)
        .tripEndedAs(RIDE, TripStatus.COMPLETED, DRIVER)
        .tripEndedAs(NEXT, TripStatus.COMPLETED, DRIVER);
  }

  @Test
  void anOlderOfferThatComesLateIsClean() {
    var story =
        new Story()
            .told(DRIVER, RIDE, 2, TripStatus.ASSIGNED)
            .offered(DRIVER, NEXT, 0)
            .completing(DRIVER, RIDE)
            .tripEndedAs(RIDE, TripStatus.COMPLETED, DRIVER);

    assertThat(story.brokenRules()).isEmpty();
  }

  @Test
  void anOfferAfterATripTheRiderCancelledIsClean() {
    // nobody can say whether the driver was free yet: the message that he is may be late
    var story =
        new Story()
            .told(DRIVER, RIDE, 2, TripStatus.ASSIGNED)
            .offered(DRIVER, NEXT, 60)
            .told(DRIVER, NEXT, 2, TripStatus.ASSIGNED)
            .told(DRIVER, RIDE, 3, TripStatus.CANCELLED)
            .completing(DRIVER, NEXT)
            .tripEndedAs(RIDE, TripStatus.CANCELLED, DRIVER)
            .tripEndedAs(NEXT, TripStatus.COMPLETED, DRIVER);

    assertThat(story.brokenRules()).isEmpty();
  }

  @Test
  void aTripHandedOverWithAWaitInBetweenIsClean() {
    var story =
        new Story()
            .told(OTHER_DRIVER, RIDE, 2, TripStatus.ASSIGNED)
            .note(OTHER_DRIVER, new Entry.TripLost(RIDE, "not_found"))
            .told(DRIVER, RIDE, 5, TripStatus.ASSIGNED)
            .completing(DRIVER, RIDE)
            .tripEndedAs(RIDE, TripStatus.COMPLETED, DRIVER);

    assertThat(story.brokenRules()).isEmpty();
  }

  @Test
  void twoDriversWhoBothBelieveToTheEndAreFoundEvenFarApart() {
    var story =
        clean()
            .told(OTHER_DRIVER, RIDE, 20, TripStatus.ASSIGNED)
            .told(DRIVER, NEXT, 2, TripStatus.ASSIGNED)
            .told(OTHER_DRIVER, NEXT, 20, TripStatus.ASSIGNED);

    assertThat(story.brokenRules()).contains("one_driver_per_trip");
  }

  @Test
  void repeatedVersionsAndOtherConnectionsAreClean() {
    var story =
        clean()
            .note(RIDER, new Entry.Heard(1, "ride", RIDE.toString(), 5))
            .note(RIDER, new Entry.Heard(1, "ride", RIDE.toString(), 5))
            .note(RIDER, new Entry.Heard(1, "trip", RIDE.toString(), 2))
            .note(RIDER, new Entry.Heard(2, "ride", RIDE.toString(), 4));

    assertThat(story.brokenRules()).isEmpty();
  }

  @Test
  void aReceiptThatComesOnASecondAskingIsClean() {
    assertThat(
            clean()
                .note(RIDER, new Entry.NotDone("ride.receipt", RIDE.toString(), 404, "not_found"))
                .brokenRules())
        .isEmpty();
  }

  private static Story clean() {
    return new Story().rideServed(RIDE, DRIVER);
  }

  @Test
  void aBillIsWhatWasTakenAndWhatIsOwed() {
    var fare = FARE.amount();
    assertThat(new Story().billed(RIDE, RideStatus.COMPLETED, fare, fare - 300, 300).brokenRules())
        .isEmpty();
    assertThat(new Story().billed(RIDE, RideStatus.COMPLETED, fare, fare - 300, 0).brokenRules())
        .containsExactly("ridden_is_charged");
    assertThat(new Story().billed(RIDE, RideStatus.COMPLETED, fare, fare + 1, 0).brokenRules())
        .containsExactly("ridden_is_charged");
  }

  @Test
  void aFeeIsOnTheBillOfWhoCalledOffLate() {
    assertThat(new Story().billed(NEXT, RideStatus.CANCELLED, 500, 500, 0).brokenRules()).isEmpty();
    assertThat(new Story().billed(NEXT, RideStatus.CANCELLED, 0, 500, 0).brokenRules())
        .containsExactly("charged_is_ridden");
    assertThat(new Story().billed(NEXT, RideStatus.CANCELLED, 500, 501, 0).brokenRules())
        .containsExactly("charged_is_ridden");
  }

  private static Entry.Tap refused() {
    return new Entry.Tap(409, "illegal_transition", "");
  }

  @Test
  void anOfferWithinTheSilenceAllowedIsClean() {
    assertThat(clean().pinged(OTHER_DRIVER, 0).offeredUnheard(OTHER_DRIVER, NEXT, 33).brokenRules())
        .isEmpty();
  }

  @Test
  void anOfferThatAMutePhoneMissedCountsToo() {
    var offer =
        new OfferView(
            UUID.randomUUID(), NEXT, 1, OfferView.Status.OPEN, Story.at(60), 15_000L, null);
    assertThat(
            clean()
                .pinged(OTHER_DRIVER, 0)
                .note(OTHER_DRIVER, new Entry.OfferMissed(offer))
                .brokenRules())
        .containsExactly("no_offer_to_the_silent");
  }

  @Test
  void trueAgesAreClean() {
    var story =
        clean()
            .pinged(DRIVER, 8)
            .driverShown(DRIVER, 8, 20, 11)
            .driverShown(DRIVER, -100, 20, 0)
            .aroundShown(30, 20)
            .aroundShown(500, 3);

    assertThat(story.brokenRules()).isEmpty();
  }

  @Test
  void whoIsHeardWhileTheAnswerIsOnItsWayWasHeard() {
    var before = clean().pinged(DRIVER, 8);

    assertThat(before.pinged(DRIVER, 30, 33).aroundShown(29, 31, 0).brokenRules()).isEmpty();
    assertThat(
            clean().pinged(DRIVER, 8).pinged(DRIVER, 32, 33).aroundShown(29, 31, 0).brokenRules())
        .containsExactly("drivers_around_were_heard");
  }

  @Test
  void aPlaceNobodySentAndOneTooOldAreFound() {
    assertThat(clean().pinged(DRIVER, 8).driverShown(DRIVER, 7, 20, 60).brokenRules())
        .containsExactly("ages_are_true");
    assertThat(clean().pinged(DRIVER, 8).aroundShown(45, 37).brokenRules())
        .containsExactly("drivers_around_were_heard");
  }

  @Test
  void tapsThatAgreeOrAreOvertakenAreClean() {
    var overtaken =
        clean()
            .tappedTwice("trip.arrive", RIDE, done(RIDE), done(RIDE))
            .tappedTwice("offer.accept", NEXT, refused(), refused())
            .tappedTwice("ride.request", NEXT, done(RIDE), new Entry.Tap(0, "no answer", ""))
            .tappedTwice("trip.arrive", NEXT, done(NEXT), refused())
            .endedAs(NEXT, RideStatus.CANCELLED, PaymentStatus.VOIDED)
            .tripEndedAs(NEXT, TripStatus.CANCELLED, OTHER_DRIVER);

    assertThat(overtaken.brokenRules()).isEmpty();
    assertThat(clean().tappedTwice("trip.arrive", RIDE, done(RIDE), refused()).brokenRules())
        .containsExactly("double_tap_has_one_effect");
  }

  @Test
  void aRatingTheServerKeepsIsCleanAndOneItLostIsFound() {
    assertThat(clean().rated(RIDER, RIDE, 5).rated(DRIVER, RIDE, 3).brokenRules()).isEmpty();
    assertThat(clean().note(RIDER, new Entry.Rated(RIDE, 5)).brokenRules())
        .containsExactly("one_rating_per_party_and_trip");
  }
}
