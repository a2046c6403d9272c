package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.booking.ride.RideView.DriverView;
import souk.dispatch.city.CityId;
import souk.dispatch.fleet.Sighting;
import souk.dispatch.fleet.Sightings;
import souk.dispatch.rating.Party;
import souk.dispatch.rating.Ratings;
import souk.dispatch.tracking.TripEtas;
import souk.dispatch.tracking.TripEtas.Towards;
import souk.dispatch.tracking.TripEtas.TripEta;

/** Shows riders their matched driver: who he is, and while he is on the job also where. */
@Singleton
final class DriverViews {
  private static final Logger log = LoggerFactory.getLogger(DriverViews.class);

  private final Sightings sightings;
  private final Ratings ratings;
  private final TripEtas etas;

  DriverViews(Sightings sightings, Ratings ratings, TripEtas etas) {
    this.sightings = sightings;
    this.ratings = ratings;
    this.etas = etas;
  }

  /** With where the car is and how long it still needs. */
  Optional<DriverView> withCar(Ride ride) {
    return ride.state().assigned().map(driver -> view(ride, driver, sighting(ride, driver)));
  }

  /** For lists, pushes and stored answers. */
  Optional<DriverView> withoutCar(Ride ride) {
    return ride.state().assigned().map(driver -> view(ride, driver, Optional.empty()));
  }

  private DriverView view(Ride ride, RideDriver driver, Optional<Sighting> car) {
    var rating = isOnTheJob(ride) ? ratings.of(driver.id(), Party.DRIVER).average() : null;
    return new DriverView(
        driver.id(),
        driver.name(),
        rating,
        vehicle(driver),
        car.map(DriverViews::seen).orElse(null),
        car.flatMap(seen -> eta(ride, seen)).orElse(null));
  }

  /** A node may not have noticed yet that the driver has arrived or set off: the ride knows. */
  private Optional<RideView.Eta> eta(Ride ride, Sighting car) {
    return etas.from(ride.id(), car.point())
        .filter(eta -> isUnderWay(ride.status(), eta.towards()))
        .map(DriverViews::eta);
  }

  private static boolean isUnderWay(RideStatus status, Towards towards) {
    return switch (towards) {
      case PICKUP -> status == RideStatus.DRIVER_ASSIGNED || status == RideStatus.EN_ROUTE;
      case DROPOFF -> status == RideStatus.IN_PROGRESS;
    };
  }

  private static boolean isOnTheJob(Ride ride) {
    return !ride.status().terminal();
  }

  /** While Redis is away a ride is shown without its car. */
  private Optional<Sighting> sighting(Ride ride, RideDriver driver) {
    if (!isOnTheJob(ride)) return Optional.empty();
    try {
      return sightings.lastPosition(new CityId(ride.order().cityId()), driver.id());
    } catch (RuntimeException away) {
      log.debug("no position of driver {}: {}", driver.id(), away.getMessage());
      return Optional.empty();
    }
  }

  private static RideView.SeenAt seen(Sighting car) {
    return new RideView.SeenAt(
        car.point().lat(), car.point().lon(), car.at(), car.age().toMillis());
  }

  private static RideView.Eta eta(TripEta eta) {
    var estimate = eta.estimate();
    return new RideView.Eta(estimate.time().toSeconds(), estimate.source(), eta.towards());
  }

  static RideView.Vehicle vehicle(RideDriver driver) {
    return new RideView.Vehicle(driver.plate(), driver.model(), driver.colour());
  }
}
