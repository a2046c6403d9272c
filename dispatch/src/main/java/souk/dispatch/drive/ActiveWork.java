package souk.dispatch.drive;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

  ActiveWork(Offers offers, TripBook trips) {
    this.offers = offers;
    this.trips = trips;
  }

  /** At most one of the two. */
  public record Work(@Nullable OfferView offer, @Nullable DriversTrip trip) {}

  /**
   * The driver's open offer or live trip. The offer is read first: one that is accepted between the
   * two reads is seen as its trip, never as neither.
   */
  public Work of(UUID driver) {
    var offer = offers.openFor(driver);
    var trip = trips.liveOf(driver).map(TripView::of).map(DriversTrip::of);
    if (trip.isPresent()) return new Work(null, trip.get());
    return new Work(offer.orElse(null), null);
  }
}
