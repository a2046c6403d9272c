package souk.sim.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.client.Wire;
import souk.sim.fake.TinyServer.Reply;
import souk.sim.fake.TinyServer.Request;
import souk.sim.plan.RiderPlan;
import souk.sim.road.Point;
import souk.sim.view.RideStatus;

/** A marketplace in memory that keeps the API's promises, unless a lie is asked of it. */
public final class FakeCity implements TinyServer.Behaviour {

  /** How the city may break its word. */
  public enum Lie {
    NONE,
    CHARGES_THE_CANCELLED,
    FORGETS_RIDES,
    ASSIGNS_TWO_DRIVERS,
    KEEPS_THE_EARNINGS
  }

  private static final Map<RideStatus, String> STEPS =
      Map.of(
          RideStatus.DRIVER_ASSIGNED, "en-route",
          RideStatus.EN_ROUTE, "arrive",
          RideStatus.ARRIVED, "start",
          RideStatus.IN_PROGRESS, "complete");

  private static final Map<RideStatus, RideStatus> NEXT =
      Map.of(
          RideStatus.DRIVER_ASSIGNED, RideStatus.EN_ROUTE,
          RideStatus.EN_ROUTE, RideStatus.ARRIVED,
          RideStatus.ARRIVED, RideStatus.IN_PROGRESS);

  private final Lie lie;
  private final Map<UUID, FakeRide> rides = new LinkedHashMap<>();
  private final Map<UUID, FakeDriver> drivers = new LinkedHashMap<>();
  private final Map<String, FakeRide> keys = new HashMap<>();
  private final Map<UUID, String> cards = new HashMap<>();
  private final FakeOpinions opinions = new FakeOpinions();
  private final FakeIndex index = new FakeIndex();
  private final FakeSockets sockets = new FakeSockets();

  /** A city that tells this lie. */
  public FakeCity(Lie lie) {
    this.lie = lie;
  }

  /** Offers waiting rides to free drivers, repeats and ends offers: call it often. */
  public synchronized void round() {
    var now = Instant.now();
    index.heal();
    for (var driver : drivers.values()) {
      var offer = driver.offer;
      if (offer == null) continue;
      if (offer.isOver(now)) withdraw(driver, "offer.expired");
      else if (!driver.acknowledged)
        sockets.push(driver.id, "offer.made", offer.id(), 1, offer.json());
    }
    for (var ride : rides.values()) if (ride.status == RideStatus.MATCHING) offer(ride, now);
  }

  /** Searches find nobody for a moment. */
  public synchronized void loseIndex() {
    index.lose(drivers.values());
  }

  public synchronized long ridesUnderWay() {
    return drivers.values().stream().filter(driver -> driver.ride != null).count();
  }

  private void offer(FakeRide ride, Instant now) {
    var wanted = lie == Lie.ASSIGNS_TWO_DRIVERS ? 2 : 1;
    var offered =
        drivers.values().stream().filter(d -> d.offer != null && d.offer.ride() == ride).count();
    drivers.values().stream()
        .filter(driver -> driver.isFree() && !driver.refused.contains(ride.id))
        .sorted(Comparator.comparingDouble(driver -> driver.metresTo(ride.pickup)))
        .limit(wanted - offered)
        .forEach(driver -> {
          driver.acknowledged = false;
          driver.offer = new FakeDriver.Offer(UUID.randomUUID(), ride, now);
          sockets.push(driver.id, "offer.made", driver.offer.id(), 1, driver.offer.json());
        });
  }

  private void withdraw(FakeDriver driver, String type) {
    var offer = driver.offer;
    if (offer == null) return;
    driver.offer = null;
    driver.refused.add(offer.ride().id);
    var data = Map.of("offer_id", offer.id(), "trip_id", offer.ride().id, "reason", "test");
    sockets.push(driver.id, type, offer.id(), 2, data);
  }

  @Override
  public synchronized @Nullable Reply answer(Request request) {
    if (request.path().startsWith("/health/")) return Reply.of(200, "{}");
    var person = request.subject();
    if (person == null) return Reply.problem(401, "unauthorized");
    var path = request.path().substring("/v1/".length()).split("/", -1);
    var body = request.body().isEmpty() ? Wire.tree("{}") : Wire.tree(request.body());
    return switch (path[0]) {
      case "me" -> me(person, path);
      case "cards" -> cards(person, request.method(), body);
      case "rides" -> rides(person, path, request, body);
      case "offers" -> offers(person, path);
      case "trips" -> trips(person, path, request, body);
      case "positions" -> positions(person, body);
      case "drivers" -> index.around(drivers.values());
      case "payees" -> FakeMoney.payees(path, lie == Lie.KEEPS_THE_EARNINGS);
      case "ops" -> FakeMoney.ops(lie == Lie.KEEPS_THE_EARNINGS);
      default -> Reply.problem(404, "not_found");
    };
  }

  private Reply me(UUID person, String[] path) {
    if (path[1].equals("active")) return Reply.ok(active(person));
    var driver = drivers.computeIfAbsent(person, FakeDriver::new);
    if (path.length == 3) driver.online = path[2].equals("online");
    return Reply.ok(driver.json());
  }

  private Map<String, @Nullable Object> active(UUID person) {
    var active = new LinkedHashMap<String, @Nullable Object>();
    var driver = drivers.get(person);
    var riding =
        rides.values().stream()
            .filter(ride -> ride.rider.equals(person) && !ride.status.isTerminal())
            .findAny();
    active.put("ride", riding.map(FakeRide::rideJson).orElse(null));
    active.put("driver", driver == null ? null : driver.json());
    active.put("trip", driver == null || driver.ride == null ? null : driver.ride.tripJson());
    active.put("offer", driver == null || driver.offer == null ? null : driver.offer.json());
    return active;
  }

  private Reply cards(UUID person, String method, JsonNode body) {
    if (method.equals("POST")) cards.put(person, body.get("psp_token").asText());
    if (method.equals("POST")) return Reply.of(201, Wire.write(Map.of("id", person)));
    var items = cards.containsKey(person) ? List.of(Map.of("id", person)) : List.of();
    return Reply.ok(Map.of("items", items));
  }

  private Reply rides(UUID person, String[] path, Request request, JsonNode body) {
    if (path.length == 1) return request(person, request.header("Idempotency-Key"), body);
    if (path[1].equals("quotes")) {
      return Reply.of(201, Wire.write(Map.of("id", UUID.randomUUID(), "quote", body.toString())));
    }
    var ride = rides.get(UUID.fromString(path[1]));
    var denied = lie == Lie.FORGETS_RIDES && ride != null && ride.status.isTerminal();
    if (ride == null || !ride.rider.equals(person) || denied)
      return Reply.problem(404, "not_found");
    if (path.length == 2) return Reply.ok(ride.rideJson());
    return path[2].equals("cancel") ? cancel(ride) : receipt(ride);
  }

  private Reply request(UUID person, String key, JsonNode body) {
    var ride = keys.get(key);
    if (ride == null) {
      var wish = Wire.tree(body.get("quote").asText());
      var declined = cards.getOrDefault(person, "").contains(RiderPlan.DECLINED_CARD);
      var pickup = Wire.read(wish.get("pickup"), Point.class);
      var dropoff = Wire.read(wish.get("dropoff"), Point.class);
      ride = new FakeRide(person, pickup, dropoff, declined);
      keys.put(key, ride);
      rides.put(ride.id, ride);
    }
    return Reply.of(202, Wire.write(ride.rideJson()));
  }

  private Reply cancel(FakeRide ride) {
    if (ride.status == RideStatus.IN_PROGRESS || ride.status == RideStatus.COMPLETED) {
      return Reply.problem(409, "too_late_to_cancel");
    }
    if (!ride.status.isTerminal()) {
      ride.end(RideStatus.CANCELLED, lie == Lie.CHARGES_THE_CANCELLED ? "CAPTURED" : "VOIDED");
      for (var driver : drivers.values()) {
        if (driver.ride == ride) {
          driver.ride = null;
          sockets.push(driver.id, "trip.cancelled", ride.id, ride.version, ride.tripJson());
        }
        if (driver.offer != null && driver.offer.ride() == ride)
          withdraw(driver, "offer.withdrawn");
      }
      tellRider(ride, "ride.cancelled");
    }
    return Reply.ok(ride.rideJson());
  }

  private static Reply receipt(FakeRide ride) {
    if (ride.status != RideStatus.COMPLETED) return Reply.problem(404, "not_found");
    return Reply.ok(Map.of("ride_id", ride.id, "number", "R-1", "fare", ride.fare()));
  }

  private Reply offers(UUID person, String[] path) {
    var driver = drivers.get(person);
    var offer = driver == null ? null : driver.offer;
    var accepted = driver == null ? null : driver.accepted.get(UUID.fromString(path[1]));
    if (accepted != null) return Reply.ok(accepted.tripJson());
    if (driver != null && driver.declined.contains(UUID.fromString(path[1]))) {
      return Reply.ok(Map.of("id", path[1]));
    }
    if (driver == null || offer == null || !offer.id().toString().equals(path[1])) {
      return Reply.problem(409, "offer_expired");
    }
    if (path[2].equals("decline")) {
      withdraw(driver, "offer.expired");
      driver.declined.add(offer.id());
      return Reply.ok(offer.json());
    }
    driver.offer = null;
    driver.accepted.put(offer.id(), offer.ride());
    driver.ride = offer.ride();
    offer.ride().driver = person;
    offer.ride().assignedAt = Instant.now();
    offer.ride().move(RideStatus.DRIVER_ASSIGNED);
    tellRider(offer.ride(), "ride.driver_assigned");
    return Reply.ok(offer.ride().tripJson());
  }

  private Reply positions(UUID person, JsonNode body) {
    var driver = drivers.get(person);
    if (driver != null) index.told(driver, body.path("positions"));
    return Reply.of(202, "{}");
  }

  private Reply trips(UUID person, String[] path, Request request, JsonNode body) {
    var ride = rides.get(UUID.fromString(path[1]));
    if (ride == null) return Reply.problem(404, "not_found");
    if (path.length == 2) return Reply.ok(ride.tripJson());
    if (path[2].equals("rating")) {
      return request.method().equals("GET")
          ? opinions.given(person, ride.id)
          : opinions.rate(person, ride.id, body);
    }
    var driver = drivers.get(person);
    if (ride.status == RideStatus.COMPLETED && person.equals(ride.driver)) {
      return Reply.ok(ride.tripJson());
    }
    if (driver == null || driver.ride != ride) return Reply.problem(409, "illegal_transition");
    if (!path[2].equals(STEPS.get(ride.status))) return Reply.ok(ride.tripJson());
    step(ride);
    return Reply.ok(ride.tripJson());
  }

  private void step(FakeRide ride) {
    if (ride.status == RideStatus.IN_PROGRESS) {
      ride.end(RideStatus.COMPLETED, "CAPTURED");
      for (var driver : drivers.values()) if (driver.ride == ride) driver.ride = null;
    } else {
      ride.move(NEXT.getOrDefault(ride.status, ride.status));
    }
    tellRider(ride, "ride." + ride.status.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public int opening(Request request) {
    return request.subject() == null ? 401 : 101;
  }

  @Override
  public void opened(Request request, Peer peer) {
    var person = Objects.requireNonNull(request.subject());
    synchronized (this) {
      sockets.opened(person, peer);
      sockets.push(person, "snapshot", person, 0, active(person));
    }
  }

  @Override
  public synchronized void told(Peer peer, String text) {
    sockets.personAt(peer).map(drivers::get).ifPresent(driver -> told(driver, Wire.tree(text)));
  }

  private void told(FakeDriver driver, JsonNode message) {
    if (message.get("type").asText().equals("ack")) driver.acknowledged = true;
    else index.told(driver, message.path("positions"));
  }

  @Override
  public synchronized void closed(Peer peer) {
    sockets.closed(peer);
  }

  private void tellRider(FakeRide ride, String type) {
    sockets.push(ride.rider, type, ride.id, ride.version, ride.rideJson());
  }
}
