package souk.dispatch.drive;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.destination.DestinationProposal;
import souk.dispatch.destination.Destinations;
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
  private final Destinations destinations;

  ActiveWork(Offers offers, TripBook trips, Destinations destinations) {
    this.destinations = destinations;
    this.offers = offers;
    this.trips = trips;
  }

  /**
   * An offer comes alone, or beside a trip that is about to end.
   *
   * @param nextTrip which he has accepted and serves after the other
   * @param proposal of another destination, which waits for his answer
   */
  public record Work(
      @Nullable OfferView offer,
      @Nullable DriversTrip trip,
      @Nullable DriversTrip nextTrip,
      @Nullable DestinationProposal proposal) {}

  /**
   * The driver's open offer and live trips. The offer is read first: one that is accepted between
   * the two reads is seen as its trip, never as neither.
   */
  public Work of(UUID driver) {
    var offer = offers.openFor(driver);
    var live = trips.liveOf(driver).stream().map(TripView::of).map(DriversTrip::of).toList();
    var open = offer.filter(one -> live.stream().noneMatch(trip -> trip.id().equals(one.tripId())));
    var proposal = destinations.openFor(driver);
    return new Work(open.orElse(null), at(live, 0), at(live, 1), proposal.orElse(null));
  }

  private static @Nullable DriversTrip at(List<DriversTrip> live, int slot) {
    return live.size() > slot ? live.get(slot) : null;
  }
}
