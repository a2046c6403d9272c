package souk.sim.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.sim.verdict.Story.DRIVER;
import static souk.sim.verdict.Story.FARE;
import static souk.sim.verdict.Story.OTHER_DRIVER;
import static souk.sim.verdict.Story.RIDER;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import souk.sim.journal.Entry;
import souk.sim.plan.RiderPlan;
import souk.sim.view.ActiveView;
import souk.sim.view.ChangeView.Status;
import souk.sim.view.MoneyView;
import souk.sim.view.OfferView;
import souk.sim.view.PaymentStatus;
import souk.sim.view.ReceiptView;
import souk.sim.view.RideStatus;
import souk.sim.view.TripStatus;

/** Every rule fires on the breach planted for it, and all are silent where all is well. */
final class ReconciliationTest {
  private static final UUID RIDE = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final UUID NEXT = UUID.fromString("00000000-0000-0000-0000-000000000002");

  /** What is done to a clean story, by the one rule it must break. */
  private static final Map<String, UnaryOperator<Story>> BREACHES = breaches();

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

  private static Map<String, UnaryOperator<Story>> breaches() {
    var breaches = new TreeMap<String, UnaryOperator<Story>>();
    rideBreaches(breaches);
    moneyBreaches(breaches);
    driverBreaches(breaches);
    phoneBreaches(breaches);
    fleetBreaches(breaches);
    tapBreaches(breaches);
    detourBreaches(breaches);
    return breaches;
  }

  private static void rideBreaches(Map<String, UnaryOperator<Story>> breaches) {
    breaches.put(
        "acknowledged_ride_exists", story -> story.acknowledged("other", NEXT).denied(NEXT));
    breaches.put("one_ride_per_key", story -> story.acknowledged("key-" + RIDE, NEXT));
    breaches.put("told_end_is_the_end", story -> story.riderTold(RIDE, 8, RideStatus.NO_DRIVER));
    breaches.put(
        "every_ride_settles",
        story -> story.acknowledged("other", NEXT).unsettled(NEXT, RideStatus.MATCHING));
    breaches.put(
        "nobody_is_left_riding",
        story ->
            story.stillActive(
                RIDER,
                new ActiveView(
                    Story.ride(NEXT, 1, RideStatus.MATCHING, PaymentStatus.PENDING, false),
                    null,
                    null,
                    null,
                    null)));
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

  @Test
  void whoeverGoesElsewhereOrNotIsCleanWhereHeEndsAsAgreed() {
    var fare = FARE.amount();
    var there = new Story().askedToGoElsewhere(NEXT, Status.AGREED, Story.ELSEWHERE, fare);
    assertThat(there.riderToldOfElsewhere(NEXT, Status.AGREED).brokenRules()).isEmpty();
    var here = new Story().askedToGoElsewhere(NEXT, Status.REFUSED, Story.PLACE, fare);
    assertThat(here.riderToldOfElsewhere(NEXT, Status.PROPOSED).brokenRules()).isEmpty();
    assertThat(
            new Story()
                .askedToGoElsewhere(NEXT, Status.REFUSED, Story.ELSEWHERE, fare)
                .brokenRules())
        .containsExactly("ridden_to_where_agreed");
    assertThat(there.note(DRIVER, new Entry.TripEnded(NEXT, Story.PLACE)).brokenRules())
        .containsExactly("ridden_to_where_agreed");
  }

  private static void detourBreaches(Map<String, UnaryOperator<Story>> breaches) {
    var fare = FARE.amount();
    breaches.put(
        "destination_told_is_kept",
        story ->
            story
                .riderToldOfElsewhere(NEXT, Status.AGREED)
                .askedToGoElsewhere(NEXT, Status.REFUSED, Story.PLACE, fare));
    breaches.put(
        "ridden_to_where_agreed",
        story -> story.askedToGoElsewhere(NEXT, Status.AGREED, Story.PLACE, fare));
    breaches.put(
        "detour_costs_what_was_agreed",
        story ->
            story.askedToGoElsewhere(NEXT, Status.AGREED, Story.ELSEWHERE, fare * 3 / 2 + 4));
  }

  private static void moneyBreaches(Map<String, UnaryOperator<Story>> breaches) {
    breaches.put(
        "ridden_is_charged",
        story -> story.endedAs(RIDE, RideStatus.COMPLETED, PaymentStatus.VOIDED));
    breaches.put(
        "charged_is_ridden",
        story -> story.endedAs(NEXT, RideStatus.CANCELLED, PaymentStatus.CAPTURED));
    breaches.put(
        "no_money_left_reserved",
        story -> story.endedAs(NEXT, RideStatus.NO_DRIVER, PaymentStatus.AUTHORIZED));
    breaches.put(
        "declined_card_rides_not",
        story -> story.note(RIDER, new Entry.CardChosen(RiderPlan.DECLINED_CARD)));
    breaches.put(
        "receipt_says_the_fare",
        story ->
            story.note(
                RIDER,
                new Entry.ReceiptRead(
                    new ReceiptView(RIDE, "R-2", new MoneyView(FARE.amount() + 1, "EUR")))));
    breaches.put(
        "ridden_has_receipt",
        story ->
            story.note(
                RIDER, new Entry.NotDone("ride.receipt", NEXT.toString(), 404, "not_found")));
  }

  private static void driverBreaches(Map<String, UnaryOperator<Story>> breaches) {
    breaches.put(
        "one_driver_per_trip",
        story ->
            story
                .told(OTHER_DRIVER, RIDE, 3, TripStatus.ASSIGNED)
                .note(OTHER_DRIVER, new Entry.TripLost(RIDE, "not_found")));
    breaches.put(
        "one_trip_per_driver",
        _ ->
            new Story()
                .told(DRIVER, RIDE, 2, TripStatus.ASSIGNED)
                .told(DRIVER, NEXT, 2, TripStatus.ASSIGNED)
                .completing(DRIVER, RIDE)
                .completing(DRIVER, NEXT)
                .tripEndedAs(RIDE, TripStatus.COMPLETED, DRIVER)
                .tripEndedAs(NEXT, TripStatus.COMPLETED, DRIVER));
    breaches.put(
        "no_offer_while_driving",
        _ ->
            new Story()
                .told(DRIVER, RIDE, 2, TripStatus.ASSIGNED)
                .offered(DRIVER, NEXT, 60)
                .completing(DRIVER, RIDE)
                .tripEndedAs(RIDE, TripStatus.COMPLETED, DRIVER));
    breaches.put(
        "driven_is_completed", story -> story.tripEndedAs(RIDE, TripStatus.IN_PROGRESS, DRIVER));
    breaches.put(
        "nobody_is_left_driving",
        story ->
            story.stillActive(
                DRIVER,
                new ActiveView(
                    null, null, Story.trip(NEXT, 2, TripStatus.EN_ROUTE, DRIVER), null, null)));
  }

  private static void fleetBreaches(Map<String, UnaryOperator<Story>> breaches) {
    breaches.put(
        "no_offer_to_the_silent",
        story -> story.pinged(OTHER_DRIVER, 0).offeredUnheard(OTHER_DRIVER, NEXT, 34));
    breaches.put("ages_are_true", story -> story.pinged(DRIVER, 8).driverShown(DRIVER, 8, 20, 10));
    breaches.put("drivers_around_were_heard", story -> story.pinged(DRIVER, 8).aroundShown(30, 19));
    breaches.put(
        "index_is_whole_again", story -> story.note(RIDER, new Entry.IndexNotWhole(10_000)));
  }

  private static void tapBreaches(Map<String, UnaryOperator<Story>> breaches) {
    breaches.put(
        "double_tap_has_one_effect",
        story -> story.tappedTwice("ride.request", NEXT, done(RIDE), done(NEXT)));
    breaches.put(
        "one_rating_per_party_and_trip",
        story -> story.rated(RIDER, RIDE, 5).rated(RIDER, RIDE, 4));
  }

  private static Entry.Tap done(UUID subject) {
    return new Entry.Tap(200, "", subject.toString());
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

  private static void phoneBreaches(Map<String, UnaryOperator<Story>> breaches) {
    breaches.put(
        "versions_never_go_back",
        story ->
            story
                .note(RIDER, new Entry.Heard(1, "ride", RIDE.toString(), 5))
                .note(RIDER, new Entry.Heard(1, "ride", RIDE.toString(), 4)));
    breaches.put(
        "phones_understand_the_server", story -> story.note(DRIVER, new Entry.Failed("what?")));
    breaches.put(
        "server_understands_phones",
        story -> story.note(DRIVER, new Entry.FrameRefused("malformed", "no type")));
    breaches.put(
        "every_call_is_answered",
        story -> story.note(RIDER, new Entry.NotDone("ride.request", "quote", 0, "500 again")));
    breaches.put("server_answers_at_the_end", story -> story.silentAt("/v1/me/active"));
  }
}
