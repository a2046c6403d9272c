package souk.dispatch.drive;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.driver.DriverView;
import souk.dispatch.driver.Drivers;
import souk.dispatch.offer.OfferView;
import souk.dispatch.offer.Offers;
import souk.dispatch.trip.DriversTrip;
import souk.dispatch.trip.TripBook;
import souk.dispatch.trip.TripView;

/** What a driver is busy with at this moment: for an app that starts or reconnects. */
@Singleton
public final class ActiveWork {
  private final Offers offers;
  private final TripBook trips;
  private final Drivers drivers;

  ActiveWork(Offers offers, TripBook trips, Drivers drivers) {
    this.offers = offers;
    this.trips = trips;
    this.drivers = drivers;
  }

  /**
   * At most one of offer and trip.
   *
   * @param driver himself; null for a person who has not registered as one
   */
  public record Work(
      @Nullable OfferView offer, @Nullable DriversTrip trip, @Nullable DriverView driver) {}

  /**
   * The driver's open offer or live trip. The offer is read first: one that is accepted between the
   * two reads is seen as its trip, never as neither.
   */
  public Work of(UUID driver) {
    var offer = offers.openFor(driver);
    var trip = trips.liveOf(driver).map(TripView::of).map(DriversTrip::of);
    var himself = drivers.find(driver).map(DriverView::of).orElse(null);
    if (trip.isPresent()) return new Work(null, trip.get(), himself);
    return new Work(offer.orElse(null), null, himself);
  }
}
