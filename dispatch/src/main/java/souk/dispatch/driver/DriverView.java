package souk.dispatch.driver;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.Product;
import souk.dispatch.driver.Driver.Approval;
import souk.dispatch.driver.Driver.Availability;

/** A driver as he himself and operations see him. */
@Introspected
@Schema(name = "Driver")
public record DriverView(
    UUID id,
    String name,
    String cityId,
    Approval status,
    @Nullable String statusReason,
    Availability availability,
    @Nullable String product,
    long version,
    VehicleView vehicle) {

  /** What he drives. */
  @Introspected
  @Schema(name = "DriverVehicle")
  public record VehicleView(String plate, String model, String colour, List<String> products) {
    static VehicleView of(Driver.Vehicle vehicle) {
      return new VehicleView(
          vehicle.plate(),
          vehicle.model(),
          vehicle.colour(),
          vehicle.products().stream().sorted().map(Product::slug).toList());
    }
  }

  /** The view of a driver. */
  public static DriverView of(Driver driver) {
    return new DriverView(
        driver.id(),
        driver.name(),
        driver.city().slug(),
        driver.approval(),
        driver.statusReason().orElse(null),
        driver.availability(),
        driver.product().map(Product::slug).orElse(null),
        driver.version(),
        VehicleView.of(driver.vehicle()));
  }
}
