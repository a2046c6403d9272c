package souk.booking.ride;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.booking.tip.Tip;
import souk.booking.tip.Tips;
import souk.dispatch.city.CityId;
import souk.dispatch.fleet.Sighting;
import souk.dispatch.fleet.Sightings;
import souk.dispatch.rating.Party;
import souk.dispatch.rating.Ratings;

/** Shows rides to their riders. */
@Singleton
public final class RideViews {
  private static final Logger log = LoggerFactory.getLogger(RideViews.class);

  private final Rides rides;
  private final Sightings sightings;
  private final Ratings ratings;
  private final Tips tips;

  RideViews(Rides rides, Sightings sightings, Ratings ratings, Tips tips) {
    this.rides = rides;
    this.sightings = sightings;
    this.tips = tips;
    this.ratings = ratings;
  }

  /** The rider's live ride, with where its driver is. */
  public Optional<RideView> activeOf(UUID riderId) {
    return rides.activeOf(riderId).map(this::withPosition);
  }

  /** The ride with the driver's last position, while he is on the job. */
  RideView withPosition(Ride ride) {
    var sighting = onTheJob(ride).flatMap(driver -> sighting(ride, driver));
    return view(ride, sighting.map(RideViews::seen).orElse(null));
  }

  /** The ride alone: for lists, pushes and stored answers. */
  RideView withoutPosition(Ride ride) {
    return view(ride, null);
  }

  /** Only a ride that was driven to its end can have one. */
  private Optional<Tip> tip(Ride ride) {
    if (ride.status() != RideStatus.COMPLETED || ride.settledAt() == null) return Optional.empty();
    return tips.find(ride.id());
  }

  private static Optional<RideDriver> onTheJob(Ride ride) {
    return ride.state().assigned().filter(_ -> !ride.status().terminal());
  }

  /** While Redis is away a ride is shown without its car. */
  private Optional<Sighting> sighting(Ride ride, RideDriver driver) {
    try {
      return sightings.lastPosition(new CityId(ride.order().cityId()), driver.id());
    } catch (RuntimeException away) {
      log.debug("no position of driver {}: {}", driver.id(), away.getMessage());
      return Optional.empty();
    }
  }

  private static RideView.SeenAt seen(Sighting sighting) {
    return new RideView.SeenAt(
        sighting.point().lat(), sighting.point().lon(), sighting.at(), sighting.age().toMillis());
  }

  private RideView view(Ride ride, RideView.@Nullable SeenAt position) {
    var order = ride.order();
    var rating = onTheJob(ride).map(driver -> ratings.of(driver.id(), Party.DRIVER).average());
    return new RideView(
        ride.id(),
        ride.version(),
        ride.status(),
        order.cityId(),
        order.product(),
        order.pickup(),
        order.dropoff(),
        order.fare().total(),
        order.quoteId(),
        new RideView.CardRef(order.cardId()),
        ride.state()
            .assigned()
            .map(driver -> driver(driver, rating.orElse(null), position))
            .orElse(null),
        MoneyViews.payment(ride),
        MoneyViews.bill(ride),
        tip(ride).map(MoneyViews::tip).orElse(null),
        cancellation(ride),
        ride.changes().stream().map(ChangeViews::of).toList(),
        ride.requestedAt(),
        ride.movedAt(),
        ride.settledAt());
  }

  private static RideView.DriverView driver(
      RideDriver driver, @Nullable BigDecimal rating, RideView.@Nullable SeenAt position) {
    return new RideView.DriverView(driver.id(), driver.name(), rating, vehicle(driver), position);
  }

  static RideView.Vehicle vehicle(RideDriver driver) {
    return new RideView.Vehicle(driver.plate(), driver.model(), driver.colour());
  }

  private static RideView.@Nullable Cancellation cancellation(Ride ride) {
    return ride.state() instanceof RideState.Cancelled(String by, String reason, var _)
        ? new RideView.Cancellation(by, reason)
        : null;
  }
}
