package souk.dispatch.trip;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import souk.dispatch.driver.Driver;

/** Who drives a trip, and with what, as it was when he accepted. */
@Introspected
public record TripDriver(UUID id, String name, Vehicle vehicle) {

  /** What a rider looks out for. */
  @Introspected
  public record Vehicle(String plate, String model, String colour) {}

  /** The driver as he is now. */
  public static TripDriver of(Driver driver) {
    var vehicle = driver.vehicle();
    return new TripDriver(
        driver.id(),
        driver.name(),
        new Vehicle(vehicle.plate(), vehicle.model(), vehicle.colour()));
  }
}
