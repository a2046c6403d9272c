package souk.sim.fake;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.road.Point;
import souk.sim.view.RideStatus;
import souk.sim.view.TripStatus;

/** A ride and its trip in one, with the JSON both are shown as. */
final class FakeRide {
  final UUID id = UUID.randomUUID();
  final UUID rider;
  final Point pickup;
  final Point dropoff;
  final boolean declined;
  RideStatus status = RideStatus.MATCHING;
  String payment = "AUTHORIZED";
  long version = 1;
  @Nullable UUID driver;
  @Nullable Instant assignedAt;
  @Nullable Instant settledAt;

  FakeRide(UUID rider, Point pickup, Point dropoff, boolean declined) {
    this.rider = rider;
    this.pickup = pickup;
    this.dropoff = dropoff;
    this.declined = declined;
    if (declined) end(RideStatus.PAYMENT_DECLINED, "DECLINED");
  }

  void move(RideStatus next) {
    status = next;
    version++;
  }

  void end(RideStatus last, String money) {
    move(last);
    payment = money;
    settledAt = Instant.now();
  }

  Map<String, Object> fare() {
    return Map.of("amount", 1250, "currency", "EUR");
  }

  Map<String, @Nullable Object> rideJson() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", id);
    json.put("version", version);
    json.put("status", status);
    json.put("fare", fare());
    json.put("driver", driver == null ? null : Map.of("id", driver, "name", "somebody"));
    json.put("payment", Map.of("status", payment));
    json.put("settled_at", settledAt);
    return json;
  }

  Map<String, @Nullable Object> tripJson() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", id);
    json.put("version", version);
    json.put("status", tripStatus());
    json.put("pickup", pickup);
    json.put("dropoff", dropoff);
    json.put("driver_id", driver);
    json.put("assigned_at", assignedAt);
    return json;
  }

  private TripStatus tripStatus() {
    return switch (status) {
      case SCHEDULED, REQUESTED, MATCHING -> TripStatus.WAITING;
      case DRIVER_ASSIGNED -> TripStatus.ASSIGNED;
      case EN_ROUTE -> TripStatus.EN_ROUTE;
      case ARRIVED -> TripStatus.ARRIVED;
      case IN_PROGRESS -> TripStatus.IN_PROGRESS;
      case COMPLETED -> TripStatus.COMPLETED;
      case CANCELLED, NO_SHOW, PAYMENT_DECLINED -> TripStatus.CANCELLED;
      case NO_DRIVER -> TripStatus.HOPELESS;
    };
  }
}
