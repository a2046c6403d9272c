package souk.dispatch.trip;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.trip.Trip.Drive;
import souk.dispatch.trip.Trip.Facts;
import souk.platform.money.Money;

/** A trip as its row has it; the one place where row and states meet. */
@MappedEntity(value = "trip", schema = "dispatch")
record TripRow(
    @Id UUID id,
    String cityId,
    String product,
    UUID riderId,
    String riderName,
    double pickupLat,
    double pickupLon,
    double dropoffLat,
    double dropoffLon,
    long fareMinor,
    String fareCurrency,
    String status,
    long version,
    Instant requestedAt,
    Instant movedAt,
    Instant searchUntil,
    @MappedProperty("no_show_after_s") int noShowAfterSeconds,
    @Nullable UUID driverId,
    @Nullable String driverName,
    @Nullable String driverPlate,
    @Nullable String driverModel,
    @Nullable String driverColour,
    @Nullable Instant assignedAt,
    @Nullable Instant enRouteAt,
    @Nullable Instant arrivedAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable String cancelledBy,
    @Nullable String cancelReason,
    @Nullable Instant pickupAt,
    @Nullable UUID destinationChangeId) {

  static TripRow of(Trip trip) {
    var facts = trip.facts();
    var asked = facts.asked();
    var drive = trip.driven().orElse(null);
    var driver = drive == null ? null : drive.driver();
    var vehicle = driver == null ? null : driver.vehicle();
    var cancellation = trip instanceof Trip.Cancelled cancelled ? cancelled.cancellation() : null;
    return new TripRow(
        asked.id(),
        asked.cityId().slug(),
        asked.product().slug(),
        asked.riderId(),
        asked.riderName(),
        asked.pickup().lat(),
        asked.pickup().lon(),
        asked.dropoff().lat(),
        asked.dropoff().lon(),
        asked.fare().minor(),
        asked.fare().currency().getCurrencyCode(),
        trip.status().name(),
        facts.version(),
        facts.requestedAt(),
        facts.movedAt(),
        facts.searchUntil(),
        Math.toIntExact(asked.noShowAfter().toSeconds()),
        driver == null ? null : driver.id(),
        driver == null ? null : driver.name(),
        vehicle == null ? null : vehicle.plate(),
        vehicle == null ? null : vehicle.model(),
        vehicle == null ? null : vehicle.colour(),
        drive == null ? null : drive.assignedAt(),
        drive == null ? null : drive.enRouteAt(),
        drive == null ? null : drive.arrivedAt(),
        drive == null ? null : drive.startedAt(),
        drive == null ? null : drive.completedAt(),
        cancellation == null ? null : cancellation.by().name(),
        cancellation == null ? null : cancellation.reason(),
        asked.pickupAt(),
        facts.destinationChange());
  }

  Trip trip() {
    var facts = new Facts(asked(), version, requestedAt, movedAt, searchUntil, destinationChangeId);
    return switch (TripStatus.valueOf(status)) {
      case WAITING -> new Trip.Waiting(facts);
      case OFFERED -> new Trip.Offered(facts);
      case ASSIGNED -> new Trip.Assigned(facts, drive());
      case EN_ROUTE -> new Trip.EnRoute(facts, drive());
      case ARRIVED -> new Trip.Arrived(facts, drive());
      case IN_PROGRESS -> new Trip.InProgress(facts, drive());
      case COMPLETED -> new Trip.Completed(facts, drive());
      case CANCELLED ->
          new Trip.Cancelled(facts, cancellation(), driverId == null ? null : drive());
      case HOPELESS -> new Trip.Hopeless(facts);
    };
  }

  private RequestTrip asked() {
    return new RequestTrip(
        id,
        new CityId(cityId),
        Product.of(product).orElseThrow(),
        riderId,
        riderName,
        new Point(pickupLat, pickupLon),
        new Point(dropoffLat, dropoffLon),
        Money.of(fareMinor, fareCurrency),
        Duration.ofSeconds(noShowAfterSeconds),
        pickupAt);
  }

  private Drive drive() {
    return new Drive(driver(), has(assignedAt), enRouteAt, arrivedAt, startedAt, completedAt);
  }

  private TripDriver driver() {
    var vehicle = new TripDriver.Vehicle(has(driverPlate), has(driverModel), has(driverColour));
    return new TripDriver(has(driverId), has(driverName), vehicle);
  }

  private Cancellation cancellation() {
    return new Cancellation(Cancellation.By.valueOf(has(cancelledBy)), has(cancelReason));
  }

  /** A column that the row's CHECK constraints fill in this state. */
  private static <T> T has(@Nullable T column) {
    return Objects.requireNonNull(column);
  }
}
