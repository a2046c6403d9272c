package souk.sim.view;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.road.Point;

/**
 * Another destination that a rider has asked for.
 *
 * @param from where the ride went until then
 */
public record ChangeView(
    UUID id, Status status, @Nullable String reason, Point from, Point dropoff, MoneyView fare) {
  /** Throws when the server leaves out what a phone cannot do without. */
  public ChangeView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(dropoff, "dropoff");
    Objects.requireNonNull(fare, "fare");
  }

  /** Where it stands. */
  public enum Status {
    PROPOSED,
    AGREED,
    REFUSED
  }
}
