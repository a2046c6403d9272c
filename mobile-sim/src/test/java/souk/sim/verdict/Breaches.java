package souk.sim.verdict;

import static souk.sim.verdict.Story.DRIVER;
import static souk.sim.verdict.Story.FARE;
import static souk.sim.verdict.Story.OTHER_DRIVER;
import static souk.sim.verdict.Story.RIDER;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import souk.sim.journal.Entry;
import souk.sim.plan.RiderPlan;
import souk.sim.view.ActiveView;
import souk.sim.view.MoneyView;
import souk.sim.view.PaymentStatus;
import souk.sim.view.ReceiptView;
import souk.sim.view.RideStatus;
import souk.sim.view.TripStatus;

/** What must be done to a clean story so that one rule, and no other, finds it broken. */
final class Breaches {
  static final UUID RIDE = UUID.fromString("00000000-0000-0000-0000-000000000001");
  static final UUID NEXT = UUID.fromString("00000000-0000-0000-0000-000000000002");

  private Breaches() {}

  static Map<String, UnaryOperator<Story>> byRule() {
    var breaches = new TreeMap<String, UnaryOperator<Story>>();
    rideBreaches(breaches);
    moneyBreaches(breaches);
    booksBreaches(breaches);
    driverBreaches(breaches);
    phoneBreaches(breaches);
    fleetBreaches(breaches);
    bookingBreaches(breaches);
    tapBreaches(breaches);
    DetourBreaches.add(breaches);
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
                    Shown.ride(NEXT, 1, RideStatus.MATCHING, PaymentStatus.PENDING, false),
                    null,
                    null,
                    null,
                    null)));
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

  private static void booksBreaches(Map<String, UnaryOperator<Story>> breaches) {
    breaches.put(
        "ride_money_is_explained",
        story ->
            story.booksSay(
                new Books(Map.of(RIDE, "in escrow"), Map.of(), List.of(), Map.of(), 0, 0, 0)));
    breaches.put(
        "drivers_are_paid",
        story ->
            story.booksSay(
                new Books(Map.of(), Map.of(DRIVER, "waits"), List.of(), Map.of(), 0, 0, 0)));
    breaches.put(
        "trial_balance_is_zero",
        story ->
            story.booksSay(new Books(Map.of(), Map.of(), List.of("1 EUR"), Map.of(), 0, 0, 0)));
    breaches.put(
        "statement_agrees",
        story ->
            story.booksSay(
                new Books(
                    Map.of(),
                    Map.of(),
                    List.of(),
                    Map.of("pi_1", "MISSING_THERE -1200 EUR"),
                    0,
                    0,
                    0)));
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
                    null, null, Shown.trip(NEXT, 2, TripStatus.EN_ROUTE, DRIVER), null, null)));
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

  private static void bookingBreaches(Map<String, UnaryOperator<Story>> breaches) {
    breaches.put(
        "no_offer_before_its_time",
        story -> story.booked(NEXT, RideStatus.CANCELLED, 50).offered(OTHER_DRIVER, NEXT, 49));
    breaches.put("booked_ride_begins", story -> story.booked(NEXT, RideStatus.CANCELLED, 111));
    breaches.put("no_waiting_before_the_booked_time", story -> story.boarded(RIDE, 100));
  }

  private static void tapBreaches(Map<String, UnaryOperator<Story>> breaches) {
    breaches.put(
        "double_tap_has_one_effect",
        story -> story.tappedTwice("ride.request", NEXT, done(RIDE), done(NEXT)));
    breaches.put(
        "one_rating_per_party_and_trip",
        story -> story.rated(RIDER, RIDE, 5).rated(RIDER, RIDE, 4));
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

  static Entry.Tap done(UUID subject) {
    return new Entry.Tap(200, "", subject.toString());
  }
}
