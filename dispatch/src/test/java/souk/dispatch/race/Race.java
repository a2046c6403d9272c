package souk.dispatch.race;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import souk.dispatch.Product;
import souk.dispatch.TestCity;
import souk.dispatch.drive.ActiveWork;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.driver.GoOffline;
import souk.dispatch.driver.GoOnline;
import souk.dispatch.matching.ParkedDrivers;
import souk.dispatch.offer.AcceptAnswer;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.offer.DeclineOffer;
import souk.dispatch.offer.ExpireOffers;
import souk.dispatch.offer.OfferStatus;
import souk.dispatch.trip.CancelAnswer;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;
import souk.dispatch.trip.Trips;
import souk.platform.problem.Problem;

/**
 * Few drivers and few trips, many threads, several nodes: everybody does at random what he may do,
 * and notes what he was told. Refusals are part of the game; any other failure is an accident.
 */
final class Race {
  private static final int TRIPS_AT_ONCE = 8;
  private static final int OFFERS_REMEMBERED = 24;

  private final List<TestCity> nodes;
  private final List<UUID> drivers;
  private final List<RequestTrip> trips = new CopyOnWriteArrayList<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Queue<Told> told = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> accidents = new ConcurrentLinkedQueue<>();

  /** An offer that its driver has seen. */
  private record Asked(UUID driver, UUID offer) {}

  Race(List<TestCity> nodes, int drivers) {
    this.nodes = nodes;
    this.drivers = Stream.generate(nodes.getFirst()::driver).limit(drivers).toList();
    for (var node : nodes) {
      this.drivers.forEach(id -> node.bean(ParkedDrivers.class).park(id, TestCity.CASINO));
    }
  }

  Collection<Told> told() {
    return told;
  }

  Collection<Throwable> accidents() {
    return accidents;
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
      turn(random, any(nodes, random), any(drivers, random));
    } catch (Problem refused) {
      if (refused.status() != 404 && refused.status() != 409) accidents.add(refused);
    } catch (RuntimeException | AssertionError accident) {
      accidents.add(accident);
    }
  }

  private void turn(Random random, TestCity node, UUID driver) {
    switch (random.nextInt(14)) {
      case 0, 1 -> request(node);
      case 2, 3, 4 -> node.round();
      case 5, 6 -> accept(node, offerTo(random, node, driver));
      case 7 -> decline(node, offerTo(random, node, driver));
      case 8 -> expire(node, offerTo(random, node, driver));
      case 9 -> cancel(node, recent(random));
      case 10 -> node.bean(GoOffline.class).goOffline(driver);
      case 11 -> node.bean(GoOnline.class).goOnline(driver, Product.STANDARD);
      case 12 -> giveBack(node, driver);
      default -> step(node, driver);
    }
  }

  private void request(TestCity node) {
    var open =
        node.rows(
            "SELECT id FROM dispatch.trip"
                + " WHERE status NOT IN ('COMPLETED', 'CANCELLED', 'HOPELESS')");
    if (open.size() >= TRIPS_AT_ONCE) return;
    var request = TestCity.asked();
    trips.add(request);
    node.bean(Trips.class).request(request);
  }

  /** His open offer, or one that he was asked about before: phones answer late, too. */
  private List<Asked> offerTo(Random random, TestCity node, UUID driver) {
    var open = node.bean(ActiveWork.class).of(driver).offer();
    if (open != null) {
      var seen = new Asked(driver, open.id());
      if (!asked.contains(seen)) asked.add(seen);
      return List.of(seen);
    }
    var remembered = List.copyOf(asked);
    if (remembered.isEmpty()) return List.of();
    return List.of(any(last(remembered, OFFERS_REMEMBERED), random));
  }

  private void accept(TestCity node, List<Asked> offers) {
    for (var offer : offers) {
      var answer = node.bean(AcceptOffer.class).accept(offer.driver(), offer.offer());
      told.add(new Told.OfOffer(offer.offer(), verdict(answer)));
      if (answer instanceof AcceptAnswer.Accepted(var trip) && !drives(trip, offer.driver())) {
        throw new AssertionError("told that he won a trip of somebody else: " + trip);
      }
    }
  }

  private static OfferStatus verdict(AcceptAnswer answer) {
    return switch (answer) {
      case AcceptAnswer.Accepted _, AcceptAnswer.GivenBack _ -> OfferStatus.ACCEPTED;
      case AcceptAnswer.TooLate _ -> OfferStatus.EXPIRED;
      case AcceptAnswer.HadDeclined _ -> OfferStatus.DECLINED;
      case AcceptAnswer.TakenBack _, AcceptAnswer.TripCancelled _ -> OfferStatus.WITHDRAWN;
    };
  }

  private static boolean drives(TripView trip, UUID driver) {
    var who = trip.driver();
    return who != null && who.id().equals(driver);
  }

  private void decline(TestCity node, List<Asked> offers) {
    for (var offer : offers) {
      var decided = node.bean(DeclineOffer.class).decline(offer.driver(), offer.offer());
      told.add(new Told.OfOffer(offer.offer(), decided.status()));
    }
  }

  private void expire(TestCity node, List<Asked> offers) {
    offers.forEach(offer -> node.passDeadline(offer.offer()));
    node.bean(ExpireOffers.class).expire(TestCity.ID);
  }

  private List<RequestTrip> recent(Random random) {
    var all = List.copyOf(trips);
    return all.isEmpty() ? List.of() : List.of(any(last(all, TRIPS_AT_ONCE * 2), random));
  }

  private void cancel(TestCity node, List<RequestTrip> requests) {
    for (var request : requests) {
      switch (node.bean(Trips.class).cancel(request, TestCity.byRider())) {
        case CancelAnswer.Cancelled _ ->
            told.add(new Told.OfTrip(request.id(), TripStatus.CANCELLED));
        // the rider is on board: the trip will be completed
        case CancelAnswer.TooLate _ ->
            told.add(new Told.OfTrip(request.id(), TripStatus.COMPLETED));
        case CancelAnswer.NobodyFound _ ->
            told.add(new Told.OfTrip(request.id(), TripStatus.HOPELESS));
      }
    }
  }

  private void giveBack(TestCity node, UUID driver) {
    var trip = node.bean(ActiveWork.class).of(driver).trip();
    if (trip == null) return;
    var status = node.bean(DriveTrip.class).giveBack(driver, trip.id(), "at_random");
    if (status == TripStatus.WAITING) told.add(new Told.GivenBack(trip.id(), driver));
  }

  private void step(TestCity node, UUID driver) {
    var trip = node.bean(ActiveWork.class).of(driver).trip();
    if (trip == null) return;
    var drive = node.bean(DriveTrip.class);
    switch (trip.status()) {
      case ASSIGNED -> drive.setOff(driver, trip.id());
      case EN_ROUTE -> drive.arrive(driver, trip.id());
      case ARRIVED -> drive.start(driver, trip.id());
      case IN_PROGRESS -> {
        drive.complete(driver, trip.id());
        told.add(new Told.OfTrip(trip.id(), TripStatus.COMPLETED));
      }
      case WAITING, OFFERED, COMPLETED, CANCELLED, HOPELESS -> {}
    }
  }

  /** Everybody brings to an end what he has; what does not end in so many turns is stuck. */
  void drain() {
    var node = nodes.getFirst();
    for (int turn = 0; turn < 10; turn++) {
      for (var driver : drivers) {
        attempt(() -> {
          var open = node.bean(ActiveWork.class).of(driver).offer();
          if (open != null) decline(node, List.of(new Asked(driver, open.id())));
        });
        attempt(() -> step(node, driver));
      }
      node.bean(ExpireOffers.class).expire(TestCity.ID);
      waiting(node).forEach(request -> attempt(() -> cancel(node, List.of(request))));
    }
  }

  private List<RequestTrip> waiting(TestCity node) {
    var ids = new ArrayList<Object>();
    node.rows("SELECT id FROM dispatch.trip WHERE status IN ('WAITING', 'OFFERED')")
        .forEach(row -> ids.add(row.get("id")));
    return trips.stream().filter(request -> ids.contains(request.id())).toList();
  }

  private void attempt(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException accident) {
      accidents.add(accident);
    }
  }

  private static <T> T any(List<T> things, Random random) {
    return things.get(random.nextInt(things.size()));
  }

  private static <T> List<T> last(List<T> things, int count) {
    return things.subList(Math.max(0, things.size() - count), things.size());
  }
}
