package souk.sim.view;

import java.util.Objects;
import java.util.UUID;
import souk.sim.road.Point;

/** Another destination that a driver is asked about. */
public record ProposalView(UUID id, UUID tripId, String status, Point dropoff) {
  /** Throws when the server leaves out what a phone cannot do without. */
  public ProposalView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(tripId, "trip_id");
    Objects.requireNonNull(dropoff, "dropoff");
  }
}
