package souk.dispatch.driver;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;

@MappedEntity(value = "driver", schema = "dispatch")
record DriverRow(
    @Id UUID id,
    String cityId,
    String name,
    String status,
    @Nullable String statusReason,
    String availability,
    @Nullable String product,
    String plate,
    String model,
    String colour,
    String products,
    long version,
    int passedInRow,
    Instant createdAt) {

  static DriverRow of(Driver driver) {
    var vehicle = driver.vehicle();
    return new DriverRow(
        driver.id(),
        driver.city().slug(),
        driver.name(),
        driver.approval().name(),
        driver.statusReason().orElse(null),
        driver.availability().name(),
        driver.product().map(Product::slug).orElse(null),
        vehicle.plate(),
        vehicle.model(),
        vehicle.colour(),
        slugs(vehicle.products()),
        driver.version(),
        driver.passedInRow(),
        driver.createdAt());
  }

  Driver driver() {
    return new Driver(
        id,
        new CityId(cityId),
        name,
        new Driver.Vehicle(plate, model, colour, products(products)),
        Driver.Approval.valueOf(status),
        Optional.ofNullable(statusReason),
        Driver.Availability.valueOf(availability),
        Optional.ofNullable(product).map(DriverRow::product),
        version,
        passedInRow,
        createdAt);
  }

  static Product product(String slug) {
    return Product.of(slug).orElseThrow(() -> new IllegalStateException("no product: " + slug));
  }

  private static String slugs(Collection<Product> products) {
    return products.stream().sorted().map(Product::slug).collect(Collectors.joining(","));
  }

  private static Set<Product> products(String slugs) {
    return Arrays.stream(slugs.split(",", -1))
        .map(DriverRow::product)
        .collect(Collectors.toUnmodifiableSet());
  }
}
