package souk.sim.view;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trip offered to a driver for a while.
 *
 * @param afterTripId the trip that he drives and ends first; null when he is free
 */
public record OfferView(
    UUID id,
    UUID tripId,
    long version,
    @Nullable Status status,
    @Nullable Instant madeAt,
    @Nullable Long expiresInMs,
    @Nullable UUID afterTripId) {

  /** Throws when the server leaves out what a phone cannot do without. */
  public OfferView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(tripId, "trip_id");
  }

  /** Where an offer stands. */
  public enum Status {
    OPEN,
    ACCEPTED,
    DECLINED,
    EXPIRED,
    WITHDRAWN
  }
}
