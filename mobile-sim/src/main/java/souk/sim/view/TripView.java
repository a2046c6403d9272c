package souk.sim.view;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.road.Point;

/** A trip as its driver sees it; its id is that of the ride it serves. */
public record TripView(
    UUID id,
    long version,
    TripStatus status,
    Point pickup,
    Point dropoff,
    @Nullable UUID driverId,
    @Nullable Instant assignedAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {

  /** A trip of which nobody has said when its rider got in. */
  public TripView(
      UUID id,
      long version,
      TripStatus status,
      Point pickup,
      Point dropoff,
      @Nullable UUID driverId,
      @Nullable Instant assignedAt,
      @Nullable Instant completedAt) {
    this(id, version, status, pickup, dropoff, driverId, assignedAt, null, completedAt);
  }

  /** Throws when the server leaves out what a phone cannot do without. */
  public TripView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(pickup, "pickup");
    Objects.requireNonNull(dropoff, "dropoff");
  }

  /** Whether this driver is busy with the trip. */
  public boolean isLiveFor(UUID driver) {
    return status.isLive() && driver.equals(driverId);
  }
}
