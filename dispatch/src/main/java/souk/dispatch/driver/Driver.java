package souk.dispatch.driver;

import java.time.Instant;
import java.util.Locale;
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

  /** Something that has happened to a driver, as his events tell it. */
  public enum Change {
    /** He, or his vehicle, waits for the decision of operations. */
    REGISTERED,
    ONLINE,
    OFFLINE,
    APPROVED,
    BLOCKED,
    /** He is of another city now. */
    CITY_CHANGED;

    String eventType() {
      return "driver." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether he wants work now. */
  public boolean online() {
    return availability == Availability.ONLINE;
  }

  /** Says who he is and what he drives. */
  Driver described(CityId city, String name, Vehicle vehicle) {
    return new Driver(
        id,
        city,
        name,
        vehicle,
        approval,
        statusReason,
        availability,
        product.filter(vehicle.products()::contains),
        version,
        passedInRow,
        createdAt);
  }

  /** Drives on in that city. */
  Driver in(CityId other) {
    return new Driver(
        id,
        other,
        name,
        vehicle,
        approval,
        statusReason,
        availability,
        product,
        version,
        passedInRow,
        createdAt);
  }

  /** Waits for operations to look at him again. */
  Driver pending() {
    return standing(Approval.PENDING, Optional.empty(), availability, product, passedInRow);
  }

  /** Wants work with this product, and whatever offers he let pass before are forgotten. */
  public Driver online(Product chosen) {
    return standing(approval, statusReason, Availability.ONLINE, Optional.of(chosen), 0);
  }

  /** Wants no work. */
  public Driver offline() {
    return standing(approval, statusReason, Availability.OFFLINE, product, passedInRow);
  }

  /** May go on line. */
  public Driver approved() {
    return standing(Approval.APPROVED, Optional.empty(), availability, product, passedInRow);
  }

  /** May not work; a trip that he already drives he may still end. */
  public Driver blocked(String reason) {
    return standing(
        Approval.BLOCKED, Optional.of(reason), Availability.OFFLINE, product, passedInRow);
  }

  private Driver standing(
      Approval approval,
      Optional<String> statusReason,
      Availability availability,
      Optional<Product> product,
      int passedInRow) {
    return new Driver(
        id,
        city,
        name,
        vehicle,
        approval,
        statusReason,
        availability,
        product,
        version,
        passedInRow,
        createdAt);
  }
}
