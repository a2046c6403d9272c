package souk.dispatch.fleet;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import souk.dispatch.Product;
import souk.dispatch.city.Point;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Controller("/v1/drivers/nearby")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.CUSTOMER)
@Tag(name = "rides")
class NearbyController {
  private final DriversAround drivers;

  NearbyController(DriversAround drivers) {
    this.drivers = drivers;
  }

  @Get("{?lat,lon,product}")
  @Operation(
      summary = "How many free drivers are around, and roughly where",
      description = "Never who: places are on a grid of about 100 m, in no order, without ids.")
  DriversAround.View nearby(
      @QueryValue double lat, @QueryValue double lon, @QueryValue String product) {
    return drivers.around(point(lat, lon), product(product));
  }

  private static Point point(double lat, double lon) {
    try {
      return new Point(lat, lon);
    } catch (IllegalArgumentException outOfRange) {
      throw Problem.malformed("malformed", String.valueOf(outOfRange.getMessage()));
    }
  }

  private static Product product(String slug) {
    return Product.of(slug)
        .orElseThrow(() -> Problem.refused("product_unknown", "There is no product of that name."));
  }
}
