package souk.sim.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.road.Point;

/** A driver with at most one offer and one ride. */
final class FakeDriver {
  static final Duration OFFER_LIFE = Duration.ofSeconds(4);

  /** A ride offered until an instant. */
  record Offer(UUID id, FakeRide ride, Instant madeAt) {
    boolean isOver(Instant now) {
      return now.isAfter(madeAt.plus(OFFER_LIFE));
    }

    Map<String, Object> json() {
      return Map.of(
          "id",
          id,
          "trip_id",
          ride.id,
          "version",
          1,
          "status",
          "OPEN",
          "made_at",
          madeAt,
          "expires_in_ms",
          OFFER_LIFE.toMillis());
    }
  }

  final UUID id;
  final Set<UUID> refused = new HashSet<>();
  final Map<UUID, FakeRide> accepted = new HashMap<>();
  boolean online;
  @Nullable Point position;
  boolean acknowledged;
  @Nullable Offer offer;
  @Nullable FakeRide ride;

  FakeDriver(UUID id) {
    this.id = id;
  }

  boolean isFree() {
    return online && position != null && offer == null && ride == null;
  }

  void at(Point here) {
    position = here;
  }

  double metresTo(Point place) {
    return position == null ? Double.MAX_VALUE : position.metresTo(place);
  }

  Map<String, @Nullable Object> json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", id);
    json.put("status", "APPROVED");
    json.put("availability", online ? "ONLINE" : "OFFLINE");
    return json;
  }
}
