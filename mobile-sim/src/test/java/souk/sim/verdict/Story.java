package souk.sim.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.journal.Entry;
import souk.sim.journal.Entry.Source;
import souk.sim.plan.Person;
import souk.sim.plan.Role;
import souk.sim.road.Point;
import souk.sim.verdict.History.OfferMade;
import souk.sim.verdict.History.PhoneLog;
import souk.sim.verdict.History.RatingOf;
import souk.sim.view.ActiveView;
import souk.sim.view.ChangeView;
import souk.sim.view.MoneyView;
import souk.sim.view.OfferView;
import souk.sim.view.PaymentStatus;
import souk.sim.view.ReceiptView;
import souk.sim.view.RideStatus;
import souk.sim.view.RideView;
import souk.sim.view.TripStatus;
import souk.sim.view.TripView;

/** A run told line by line: what phones wrote down, and what the server says in the end. */
final class Story {
  static final Person RIDER = Person.of(1, Role.CUSTOMER, 0);
  static final Person DRIVER = Person.of(1, Role.DRIVER, 0);
  static final Person OTHER_DRIVER = Person.of(1, Role.DRIVER, 1);
  static final MoneyView FARE = new MoneyView(1250, "EUR");

  static final Point PLACE = new Point(43.73, 7.42);
  static final Point ELSEWHERE = new Point(43.74, 7.43);

  private static final UUID CHANGE = UUID.randomUUID();
  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final Map<Person, List<Entry>> logs = new LinkedHashMap<>();
  private Books books = Books.NOT_ASKED;
  private final Map<UUID, RideView> rides = new HashMap<>();
  private final Map<UUID, TripView> trips = new HashMap<>();
  private final Map<Person, ActiveView> active = new HashMap<>();
  private final Set<UUID> missing = new HashSet<>();
  private final Map<RatingOf, Integer> ratings = new HashMap<>();
  private final Map<UUID, Instant> begun = new HashMap<>();
  private final Map<String, String> unread = new HashMap<>();

  Story() {
    note(DRIVER, new Entry.DriverKnown(DRIVER.id()));
    note(OTHER_DRIVER, new Entry.DriverKnown(OTHER_DRIVER.id()));
    note(RIDER, new Entry.CardChosen("pm_card_visa"));
  }

  /** A ride from request to receipt, served by one driver, as it should be. */
  Story rideServed(UUID id, Person driver) {
    acknowledged("key-" + id, id).offered(driver, id, 0).told(driver, id, 2, TripStatus.ASSIGNED);
    told(driver, id, 3, TripStatus.EN_ROUTE).told(driver, id, 4, TripStatus.ARRIVED);
    told(driver, id, 5, TripStatus.IN_PROGRESS).completing(driver, id);
    told(driver, id, 6, TripStatus.COMPLETED).riderTold(id, 7, RideStatus.COMPLETED);
    note(RIDER, new Entry.ReceiptRead(new ReceiptView(id, "R-1", FARE)));
    return endedAs(id, RideStatus.COMPLETED, PaymentStatus.CAPTURED)
        .tripEndedAs(id, TripStatus.COMPLETED, driver);
  }

  Story acknowledged(String key, UUID id) {
    note(RIDER, new Entry.Sending("ride.request", "quote", key));
    return note(
        RIDER,
        new Entry.RideAcknowledged(
            key, Shown.ride(id, 1, RideStatus.REQUESTED, PaymentStatus.PENDING, false)));
  }

  /** Booked for the hundredth second, to begin in the fiftieth. */
  Story booked(UUID id, RideStatus end, @Nullable Integer begunAt) {
    var ride = Shown.booked(id, RideStatus.SCHEDULED, null, null);
    note(RIDER, new Entry.RideAcknowledged("key-" + id, ride));
    rides.put(id, Shown.booked(id, end, START, new RideView.Cancellation("RIDER", "")));
    if (begunAt != null) begun.put(id, at(begunAt));
    return this;
  }

  /** He got in at that second, and pays for waiting. */
  Story boarded(UUID id, int second) {
    var line = new RideView.Line("waiting", FARE);
    var bill = new RideView.Bill(FARE, "quoted", List.of(line));
    var payment = new RideView.Payment(PaymentStatus.CAPTURED, null, FARE, null);
    rides.put(
        id,
        new RideView(
            id,
            9,
            RideStatus.COMPLETED,
            FARE,
            null,
            payment,
            bill,
            START,
            START,
            START,
            at(100),
            null,
            null,
            null,
            null));
    trips.put(
        id,
        new TripView(
            id, 9, TripStatus.COMPLETED, PLACE, PLACE, DRIVER.id(), START, at(second), START));
    return this;
  }

  Story riderTold(UUID id, long version, RideStatus status) {
    return note(
        RIDER,
        new Entry.RideSeen(
            Source.PUSH, 1, Shown.ride(id, version, status, PaymentStatus.AUTHORIZED, false)));
  }

  Story offered(Person driver, UUID trip, int second) {
    return pinged(driver, second - 4).offeredUnheard(driver, trip, second);
  }

  Story offeredAfter(Person driver, UUID trip, UUID present, int second) {
    var made = START.plusSeconds(second);
    return pinged(driver, second - 4)
        .note(
            driver,
            new Entry.OfferSeen(
                1,
                new OfferView(
                    UUID.randomUUID(), trip, 1, OfferView.Status.OPEN, made, 15_000L, present)));
  }

  static Instant at(int second) {
    return START.plusSeconds(second);
  }

  Story pinged(Person driver, int second) {
    return pinged(driver, second, second);
  }

  /** A packet that was on its way for a while. */
  Story pinged(Person driver, int second, int arrived) {
    var at = START.plusSeconds(second);
    var fix = new Entry.Fix(at, PLACE.lat(), PLACE.lon());
    return note(driver, new Entry.Pinged(at, at(arrived), List.of(fix)));
  }

  Story driverShown(Person driver, int of, int asked, int ageS) {
    return note(
        RIDER,
        new Entry.DriverShown(
            START.plusSeconds(asked), driver.id(), START.plusSeconds(of), ageS * 1_000L));
  }

  Story aroundShown(int asked, int ageS) {
    return aroundShown(asked, asked, ageS);
  }

  Story aroundShown(int asked, int answered, int ageS) {
    var one = new Entry.Around(PLACE.lat(), PLACE.lon(), ageS);
    return note(RIDER, new Entry.AroundShown(at(asked), at(answered), List.of(one)));
  }

  Story rated(Person person, UUID trip, int stars) {
    ratings.putIfAbsent(new RatingOf(person, trip), stars);
    return note(person, new Entry.Rated(trip, stars));
  }

  Story tappedTwice(String action, UUID target, Entry.Tap first, Entry.Tap second) {
    return note(RIDER, new Entry.TappedTwice(action, target.toString(), first, second));
  }

  Story offeredUnheard(Person driver, UUID trip, int second) {
    var made = START.plusSeconds(second);
    return note(
        driver,
        new Entry.OfferSeen(
            1,
            new OfferView(UUID.randomUUID(), trip, 1, OfferView.Status.OPEN, made, 15_000L, null)));
  }

  Story told(Person driver, UUID trip, long version, TripStatus status) {
    return note(
        driver, new Entry.TripSeen(Source.ANSWER, 0, Shown.trip(trip, version, status, driver)));
  }

  Story completing(Person driver, UUID trip) {
    return note(driver, new Entry.Sending("trip.complete", trip.toString(), null));
  }

  Story note(Person person, Entry entry) {
    logs.computeIfAbsent(person, _ -> new ArrayList<>()).add(entry);
    return this;
  }

  Story endedAs(UUID id, RideStatus status, PaymentStatus payment) {
    rides.put(id, Shown.ride(id, 9, status, payment, true));
    return this;
  }

  /** With a bill, what was taken for it and what is owed. */
  Story billed(UUID id, RideStatus status, long bill, long taken, long owed) {
    var payment =
        new RideView.Payment(
            PaymentStatus.CAPTURED, null, new MoneyView(taken, "EUR"), new MoneyView(owed, "EUR"));
    var total = new RideView.Bill(new MoneyView(bill, "EUR"), "quoted");
    rides.put(id, new RideView(id, 9, status, FARE, null, payment, total, START, START, START));
    return this;
  }

  /**
   * A completed ride whose rider had asked to go elsewhere, which brought it there and cost this.
   */
  Story askedToGoElsewhere(UUID id, ChangeView.Status decision, Point ended, long bill) {
    rides.put(id, elsewhere(id, decision, ended, bill));
    return this;
  }

  Story riderToldOfElsewhere(UUID id, ChangeView.Status decision) {
    var told = elsewhere(id, decision, PLACE, FARE.amount());
    return note(RIDER, new Entry.RideSeen(Source.PUSH, 1, told));
  }

  private static RideView elsewhere(UUID id, ChangeView.Status decision, Point ended, long bill) {
    var total = new MoneyView(bill, "EUR");
    var payment = new RideView.Payment(PaymentStatus.CAPTURED, null, total, null);
    var change = new ChangeView(CHANGE, decision, null, PLACE, ELSEWHERE, FARE);
    return new RideView(
        id,
        9,
        RideStatus.COMPLETED,
        FARE,
        null,
        payment,
        new RideView.Bill(total, "quoted"),
        START,
        START,
        START,
        null,
        null,
        null,
        ended,
        List.of(change));
  }

  Story unsettled(UUID id, RideStatus status) {
    rides.put(id, Shown.ride(id, 9, status, PaymentStatus.AUTHORIZED, false));
    return this;
  }

  Story tripEndedAs(UUID id, TripStatus status, Person driver) {
    trips.put(id, Shown.trip(id, 9, status, driver));
    return this;
  }

  Story denied(UUID id) {
    rides.remove(id);
    missing.add(id);
    return this;
  }

  Story stillActive(Person person, ActiveView view) {
    active.put(person, view);
    return this;
  }

  Story booksSay(Books said) {
    books = said;
    return this;
  }

  Story silentAt(String path) {
    unread.put(path, "is silent");
    return this;
  }

  History history() {
    var phones = logs.entrySet().stream().map(Story::log).toList();
    var none = List.<OfferMade>of();
    return new History(
        phones, rides, missing, trips, active, ratings, none, begun, books, Duration.ZERO, unread);
  }

  private static PhoneLog log(Map.Entry<Person, List<Entry>> log) {
    return new PhoneLog(log.getKey(), List.copyOf(log.getValue()));
  }

  List<String> brokenRules() {
    return Reconciliation.breaches(history()).stream().map(Breach::rule).distinct().toList();
  }
}
