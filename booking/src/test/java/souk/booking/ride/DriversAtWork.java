package souk.booking.ride;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.dispatch.Product;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.driver.Driver;
import souk.dispatch.driver.GoOnline;
import souk.dispatch.driver.RegisterDriver;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.Positions;
import souk.dispatch.offer.AcceptOffer;
import souk.platform.problem.Problem;

/** Drivers who accept whatever they are offered and drive it to the end, a step at a time. */
final class DriversAtWork implements AutoCloseable {
  private static final int BETWEEN_LOOKS_MILLIS = 50;
  private static final Driver.Vehicle ZOE =
      new Driver.Vehicle("MC 1234", "Zoe", "white", Set.of(Product.STANDARD));

  /** The trips that their drivers were told they had completed. */
  final Set<UUID> completed = ConcurrentHashMap.newKeySet();

  /** Where every trip is left for the test to go on with, if anywhere. */
  volatile String heldAt = "";

  private final Site site;
  private final Supplier<BookingNode> node;
  private final Set<UUID> drivers = ConcurrentHashMap.newKeySet();
  private final Map<UUID, BookingNode> sockets = new ConcurrentHashMap<>();
  private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();

  /** Drivers whose phones talk to the node that the supplier names at the moment. */
  DriversAtWork(Site site, Supplier<BookingNode> node, int count) {
    this.site = site;
    this.node = node;
    for (int i = 0; i < count; i++) drivers.add(online());
    people.execute(() -> again(this::ping));
    people.execute(() -> again(this::accept));
    people.execute(() -> again(this::drive));
  }

  private UUID online() {
    var driver = UUID.randomUUID();
    node.get().bean(RegisterDriver.class).register(driver, "monaco", "Dina", ZOE);
    node.get().bean(GoOnline.class).goOnline(driver, Product.STANDARD);
    return driver;
  }

  private void ping() {
    var present = node.get();
    var positions = present.bean(Positions.class);
    for (var driver : drivers) {
      if (sockets.put(driver, present) != present) positions.connected(driver);
      positions.accept(driver, List.of(new Position(Phone.CASINO, Instant.now(), null)));
    }
  }

  private void accept() {
    var accept = node.get().bean(AcceptOffer.class);
    site.rows("SELECT id, driver_id FROM dispatch.offer WHERE status = 'OPEN'")
        .forEach(offer -> accept.accept(id(offer, "driver_id"), id(offer, "id")));
  }

  private void drive() {
    var live =
        site.rows(
            """
            SELECT id, driver_id, status FROM dispatch.trip
            WHERE driver_id IS NOT NULL AND status NOT IN ('CANCELLED', 'HOPELESS')
            """);
    live.stream()
        .filter(trip -> !completed.contains(id(trip, "id")))
        .filter(trip -> !heldAt.equals(trip.get("status")))
        .forEach(this::step);
  }

  /** One whose answer was lost asks again, so a completed trip is completed once more. */
  private void step(Map<String, String> trip) {
    var driving = node.get().bean(DriveTrip.class);
    var id = id(trip, "id");
    var driver = id(trip, "driver_id");
    try {
      switch (trip.getOrDefault("status", "")) {
        case "ASSIGNED" -> driving.setOff(driver, id);
        case "EN_ROUTE" -> driving.arrive(driver, id);
        case "ARRIVED" -> driving.start(driver, id);
        default -> {
          driving.complete(driver, id);
          completed.add(id);
        }
      }
    } catch (Problem calledOff) {
      // the rider was first
    }
  }

  /** A node that dies under a driver costs him a look. */
  private static void again(Runnable look) {
    while (true) {
      try {
        look.run();
      } catch (RuntimeException nodeGone) {
        // the next look goes to another node
      }
      try {
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      } catch (InterruptedException goHome) {
        return;
      }
    }
  }

  private static UUID id(Map<String, String> row, String column) {
    return UUID.fromString(row.getOrDefault(column, ""));
  }

  @Override
  public void close() {
    people.shutdownNow();
  }
}
