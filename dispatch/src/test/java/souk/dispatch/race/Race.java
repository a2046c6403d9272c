package souk.dispatch.race;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import souk.dispatch.Product;
import souk.dispatch.TestCity;
import souk.dispatch.drive.ActiveWork;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.drive.ReassignTrip;
import souk.dispatch.driver.ApproveDriver;
import souk.dispatch.driver.BlockDriver;
import souk.dispatch.driver.GoOffline;
import souk.dispatch.driver.GoOnline;
import souk.dispatch.matching.ParkedDrivers;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.offer.DeclineOffer;
import souk.dispatch.offer.ExpireOffers;
import souk.dispatch.offer.OfferStatus;
import souk.dispatch.trip.CancelAnswer;
import souk.dispatch.trip.DriversTrip;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;
import souk.dispatch.trip.Trips;
import souk.platform.action.Operator;
import souk.platform.problem.Problem;

/**
 * One process's part in a race of few drivers and few trips: on many threads everybody does at
 * random what he may do, and what he is told is passed on. Refusals are part of the game; any other
 * failure is an accident.
 */
final class Race {
  private static final int TRIPS_AT_ONCE = 16;
  private static final int OFFERS_REMEMBERED = 24;
  private static final Operator OPERATOR = new Operator(UUID.randomUUID(), "Olga");

  private final TestCity node;
  private final List<UUID> drivers;
  private final Consumer<Told> told;
  private final Consumer<Throwable> accidents;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** An offer that its driver has seen. */
  private record Asked(UUID driver, UUID offer) {}

  /** With all drivers that are registered, wherever they were. */
  Race(TestCity node, Consumer<Told> told, Consumer<Throwable> accidents) {
    this.node = node;
    this.drivers = ids("SELECT id FROM dispatch.driver ORDER BY id");
    this.told = told;
    this.accidents = accidents;
    drivers.forEach(id -> node.bean(ParkedDrivers.class).park(id, TestCity.CASINO));
  }

  /** Every thread takes its turns, each with random numbers of its own. */
  void run(int threads, int turns, long seed) {
    try (var running = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      for (int thread = 0; thread < threads; thread++) {
        var random = new Random(seed + thread);
        running.execute(() -> {
          for (int turn = 0; turn < turns; turn++) tryTurn(random);
        });
      }
    }
  }

  private void tryTurn(Random random) {
    try {
      turn(random, any(drivers, random));
    } catch (Problem refused) {
      if (refused.status() != 404 && refused.status() != 409) accidents.accept(refused);
    } catch (RuntimeException | AssertionError accident) {
      accidents.accept(accident);
    }
  }

  /** What he does depends on what he has, or has had a moment ago: others act at the same time. */
  private void turn(Random random, UUID driver) {
    var work = node.bean(ActiveWork.class).of(driver);
    var offer = work.offer();
    var trip = work.trip();
    var next = work.nextTrip();
    if (offer != null && (trip == null || random.nextBoolean())) {
      asked.add(new Asked(driver, offer.id()));
      turnWithOffer(random, new Asked(driver, offer.id()), offer.tripId());
    } else if (next != null && random.nextInt(3) == 0) {
      turnWithNext(random, driver, next);
    } else if (trip != null) {
      turnWithTrip(random, driver, trip);
    } else {
      turnWithNothing(random, driver);
    }
  }

  private void turnWithOffer(Random random, Asked offer, UUID trip) {
    switch (random.nextInt(11)) {
      case 0 -> decline(offer);
      case 1 -> expire(offer);
      case 2 -> cancel(trip);
      case 3 -> node.bean(GoOffline.class).goOffline(offer.driver());
      case 4 -> node.round();
      case 5 -> reassign(trip, Optional.empty());
      default -> accept(offer);
    }
  }

  private void turnWithTrip(Random random, UUID driver, DriversTrip trip) {
    switch (random.nextInt(16)) {
      case 0 -> giveBack(driver, trip.id());
      case 1 -> cancel(trip.id());
      case 2 -> node.bean(GoOffline.class).goOffline(driver);
      case 3 -> reassign(trip.id(), Optional.of(driver));
      case 4, 5, 6 -> node.round();
      case 7 -> noShow(driver, trip.id());
      default -> step(driver, trip);
    }
  }

  /** Of the trip that he serves after the one that he drives. */
  private void turnWithNext(Random random, UUID driver, DriversTrip next) {
    switch (random.nextInt(5)) {
      case 0 -> giveBack(driver, next.id());
      case 1 -> cancel(next.id());
      case 2 -> reassign(next.id(), Optional.of(driver));
      case 3 -> block(driver);
      default -> step(driver, next);
    }
  }

  private void turnWithNothing(Random random, UUID driver) {
    switch (random.nextInt(8)) {
      case 0, 1 -> request();
      case 2, 3, 4 -> node.round();
      case 5 -> node.bean(GoOnline.class).goOnline(driver, Product.STANDARD);
      case 6 -> remembered(random).forEach(offer -> accept(offer));
      default -> remembered(random).forEach(offer -> decline(offer));
    }
  }

  private void request() {
    var open =
        node.value(
            "SELECT count(*) FROM dispatch.trip"
                + " WHERE status NOT IN ('COMPLETED', 'CANCELLED', 'HOPELESS')");
    if ((long) open >= TRIPS_AT_ONCE) return;
    node.bean(Trips.class).request(TestCity.asked());
  }

  /** An offer that somebody was asked about before: phones answer late, too, and again. */
  private List<Asked> remembered(Random random) {
    var all = List.copyOf(asked);
    return all.isEmpty() ? List.of() : List.of(any(last(all), random));
  }

  private void accept(Asked offer) {
    var answer = node.bean(AcceptOffer.class).accept(offer.driver(), offer.offer());
    told.accept(new Told.OfOffer(offer.offer(), verdict(answer)));
    if (answer instanceof AcceptOffer.Answer.Accepted(var trip) && !drives(trip, offer.driver())) {
      throw new AssertionError("told that he won a trip of somebody else: " + trip);
    }
  }

  private static OfferStatus verdict(AcceptOffer.Answer answer) {
    return switch (answer) {
      case AcceptOffer.Answer.Accepted _, AcceptOffer.Answer.GivenBack _ -> OfferStatus.ACCEPTED;
      case AcceptOffer.Answer.TooLate _ -> OfferStatus.EXPIRED;
      case AcceptOffer.Answer.HadDeclined _ -> OfferStatus.DECLINED;
      case AcceptOffer.Answer.TakenBack _, AcceptOffer.Answer.TripCancelled _ ->
          OfferStatus.WITHDRAWN;
    };
  }

  private static boolean drives(TripView trip, UUID driver) {
    var who = trip.driver();
    return who != null && who.id().equals(driver);
  }

  private void decline(Asked offer) {
    var decided = node.bean(DeclineOffer.class).decline(offer.driver(), offer.offer());
    told.accept(new Told.OfOffer(offer.offer(), decided.status()));
  }

  private void expire(Asked offer) {
    node.passDeadline(offer.offer());
    node.bean(ExpireOffers.class).expire(TestCity.ID);
  }

  private void cancel(UUID trip) {
    var verdict =
        switch (node.bean(Trips.class).cancel(TestCity.asked(trip), TestCity.byRider())) {
          case CancelAnswer.Cancelled _ -> TripStatus.CANCELLED;
          // the rider is on board: the trip will be completed
          case CancelAnswer.TooLate _ -> TripStatus.COMPLETED;
          case CancelAnswer.NobodyFound _ -> TripStatus.HOPELESS;
        };
    told.accept(new Told.OfTrip(trip, verdict));
  }

  private void giveBack(UUID driver, UUID trip) {
    var status = node.bean(DriveTrip.class).giveBack(driver, trip, "at_random");
    if (status == TripStatus.WAITING) told.accept(new Told.GivenBack(trip, driver));
  }

  private void reassign(UUID trip, Optional<UUID> from) {
    node.bean(ReassignTrip.class).reassign(OPERATOR, trip, from, "at_random");
    from.ifPresent(driver -> told.accept(new Told.GivenBack(trip, driver)));
  }

  /** And lets him work again at once. */
  private void block(UUID driver) {
    node.bean(BlockDriver.class).block(OPERATOR, driver, "at_random");
    node.bean(ApproveDriver.class).approve(OPERATOR, driver);
    node.bean(GoOnline.class).goOnline(driver, Product.STANDARD);
  }

  private void noShow(UUID driver, UUID trip) {
    var called = node.bean(DriveTrip.class).noShow(driver, trip);
    told.accept(new Told.OfTrip(trip, called.status()));
  }

  private void step(UUID driver, DriversTrip trip) {
    var drive = node.bean(DriveTrip.class);
    switch (trip.status()) {
      case ASSIGNED -> drive.setOff(driver, trip.id());
      case EN_ROUTE -> drive.arrive(driver, trip.id());
      case ARRIVED -> drive.start(driver, trip.id());
      case IN_PROGRESS -> {
        drive.complete(driver, trip.id());
        told.accept(new Told.OfTrip(trip.id(), TripStatus.COMPLETED));
      }
      case WAITING, OFFERED, COMPLETED, CANCELLED, HOPELESS -> {}
    }
  }

  /** Everybody brings to an end what he has; what does not end in so many turns is stuck. */
  void drain() {
    for (int turn = 0; turn < 12; turn++) {
      drivers.forEach(driver -> attempt(() -> finish(driver)));
      searching().forEach(trip -> attempt(() -> cancel(trip)));
    }
  }

  private void finish(UUID driver) {
    var work = node.bean(ActiveWork.class).of(driver);
    if (work.offer() != null) decline(new Asked(driver, work.offer().id()));
    if (work.trip() != null) step(driver, work.trip());
  }

  private List<UUID> searching() {
    return ids("SELECT id FROM dispatch.trip WHERE status IN ('WAITING', 'OFFERED')");
  }

  private List<UUID> ids(String sql) {
    return node.rows(sql).stream()
        .map(row -> UUID.fromString(String.valueOf(row.get("id"))))
        .toList();
  }

  private void attempt(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException accident) {
      accidents.accept(accident);
    }
  }

  private static <T> T any(List<T> things, Random random) {
    return things.get(random.nextInt(things.size()));
  }

  private static <T> List<T> last(List<T> things) {
    return things.subList(Math.max(0, things.size() - OFFERS_REMEMBERED), things.size());
  }
}
