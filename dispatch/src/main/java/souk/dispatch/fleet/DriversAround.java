package souk.dispatch.fleet;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.Product;
import souk.dispatch.city.Cities;
import souk.dispatch.city.City;
import souk.dispatch.city.Point;
import souk.platform.problem.Problem;

/**
 * What somebody who has no driver yet may see of those around: how many, and roughly where. The
 * whole answer is made of places on the {@link Grid}, the asker's own among them, so that asking
 * from many places tells nothing finer than one answer does.
 */
@Singleton
final class DriversAround {
  static final int RADIUS_METRES = 2_000;
  static final int SHOWN_MAX = 20;

  /** More than that are not counted. */
  static final int COUNTED_MAX = 200;

  /** A driver's node, and so he, may be nearer than himself by half a cell's diagonal. */
  private static final int SNAP_METRES_MAX = 100;

  private static final Duration INDEX_AWAY = Duration.ofSeconds(2);
  private static final Logger log = LoggerFactory.getLogger(DriversAround.class);

  private final Cities cities;
  private final Fleet fleet;

  DriversAround(Cities cities, Fleet fleet) {
    this.cities = cities;
    this.fleet = fleet;
  }

  /** A free driver, roughly. */
  @Introspected
  @Schema(name = "DriverAround")
  record Around(
      @Schema(description = "On a grid of about 100 m.") double lat,
      @Schema(description = "On a grid of about 100 m.") double lon,
      @Schema(description = "Whole seconds since he was last heard.") long ageS) {

    double metresFrom(Point point) {
      return point.haversineMetres(new Point(lat, lon));
    }
  }

  /** Those around a place. */
  @Introspected
  @Schema(name = "DriversAround")
  record View(
      String cityId,
      String product,
      @Schema(description = "Around the place asked about, itself on the grid.") int radiusM,
      @Schema(description = "How many free drivers; 200 stands for 200 or more.") int count,
      @Schema(description = "At most 20 of them, in no order.") List<Around> drivers) {}

  /**
   * The free drivers of a product around a place.
   *
   * @throws Problem 422 {@code outside_service_area}, 503 while the index is away
   */
  View around(Point point, Product product) {
    var city = cities.at(point).orElseThrow(() -> outside(point));
    var centre = Grid.snap(point);
    var around =
        new ArrayList<>(
            search(city, product, centre).stream()
                .map(DriversAround::coarse)
                .filter(one -> one.metresFrom(centre) <= RADIUS_METRES)
                .limit(COUNTED_MAX)
                .toList());
    // the nearest first would tell more than the grid does
    Collections.shuffle(around, RandomGenerator.getDefault());
    return new View(
        city.id().slug(),
        product.slug(),
        RADIUS_METRES,
        around.size(),
        around.stream().limit(SHOWN_MAX).toList());
  }

  private List<Nearby> search(City city, Product product, Point centre) {
    try {
      return fleet.search(city.id(), product, centre, RADIUS_METRES + SNAP_METRES_MAX, COUNTED_MAX);
    } catch (RuntimeException away) {
      log.warn("nobody is shown who is near: {}", away.getMessage());
      throw Problem.unavailable(
          "fleet_away", "Where drivers are is not known just now.", INDEX_AWAY);
    }
  }

  private Problem outside(Point point) {
    return Problem.refused("outside_service_area", "The place is outside our service area.")
        .with("nearest", cities.nearest(point).point());
  }

  private static Around coarse(Nearby driver) {
    var place = Grid.snap(driver.point());
    return new Around(place.lat(), place.lon(), driver.age().toSeconds());
  }
}
