package souk.dispatch.driver;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;

/**
 * A person who drives.
 *
 * @param id the person's
 * @param name what riders may call him
 * @param statusReason what operations said when they last judged him
 * @param product what he is, or last was, on line with
 * @param version rises with every change of the row, his claims included; it is his epoch in the
 *     fleet index
 * @param passedInRow how many offers he let expire since he last answered one
 */
public record Driver(
    UUID id,
    CityId city,
    String name,
    Vehicle vehicle,
    Approval approval,
    Optional<String> statusReason,
    Availability availability,
    Optional<Product> product,
    long version,
    int passedInRow,
    Instant createdAt) {

  /** What operations decided about the person and his vehicle. */
  public enum Approval {
    /** Waits for their decision. */
    PENDING,
    /** May go on line. */
    APPROVED,
    /** May not, until they approve him again. */
    BLOCKED
  }

  /** Whether he wants work. */
  public enum Availability {
    OFFLINE,
    ONLINE
  }

  /** What he drives, and what it is good for. */
  public record Vehicle(String plate, String model, String colour, Set<Product> products) {
    public Vehicle {
      products = Set.copyOf(products);
    }
  }

  public boolean online() {
    return availability == Availability.ONLINE;
  }
}
