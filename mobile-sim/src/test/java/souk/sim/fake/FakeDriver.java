package souk.sim.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.road.Point;

/** A driver with at most one offer and one ride. */
final class FakeDriver {
  private static final Duration SILENCE = Duration.ofSeconds(30);
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
  final Set<UUID> declined = new HashSet<>();
  final Map<UUID, FakeRide> accepted = new HashMap<>();
  boolean online;
  @Nullable Point position;
  private Instant heardAt = Instant.MIN;
  boolean acknowledged;
  @Nullable Offer offer;
  @Nullable FakeRide ride;

  FakeDriver(UUID id) {
    this.id = id;
  }

  boolean isFree() {
    return isHeard() && offer == null && ride == null;
  }

  /** Whether he is on line and has said where he is, not too long ago. */
  boolean isHeard() {
    return online && position != null && heardAt.plus(SILENCE).isAfter(Instant.now());
  }

  void at(Point here) {
    position = here;
    heardAt = Instant.now();
  }

  /** Roughly where he is, and how long ago he was heard. */
  Map<String, Object> around() {
    var here = Objects.requireNonNull(position);
    return Map.of(
        "lat",
        Math.round(here.lat() * 1_000) / 1_000.0,
        "lon",
        Math.round(here.lon() * 1_000) / 1_000.0,
        "age_s",
        Duration.between(heardAt, Instant.now()).toSeconds());
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
