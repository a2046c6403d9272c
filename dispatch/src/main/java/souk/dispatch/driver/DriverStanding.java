package souk.dispatch.driver;

import java.util.Optional;
import java.util.UUID;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;

/**
 * What the fleet index and the matching round must know of a driver, at one version of his row.
 *
 * @param product what he is on line with; empty while he is off line
 * @param claim the job he is promised to
 */
public record DriverStanding(
    UUID driver, CityId city, long version, Optional<Product> product, Optional<Claim> claim) {

  /** Whether the promise is an open offer or a trip he accepted. */
  public enum Kind {
    OFFER,
    TRIP
  }

  /**
   * The job a driver is promised to.
   *
   * @param rider whose trip it is
   */
  public record Claim(Kind kind, UUID trip, UUID offer, UUID rider) {}

  /** On line and promised to nobody. */
  public boolean free() {
    return product.isPresent() && claim.isEmpty();
  }

  /** The trip he drives, if he accepted one. */
  public Optional<Claim> trip() {
    return claim.filter(job -> job.kind() == Kind.TRIP);
  }
}
