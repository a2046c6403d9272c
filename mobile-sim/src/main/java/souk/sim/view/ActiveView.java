package souk.sim.view;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is going on for one person: what an app that starts again needs to know.
 *
 * @param nextTrip which a driver serves once he has ended the other
 * @param destinationProposal that a driver is asked about
 */
public record ActiveView(
    @Nullable RideView ride,
    @Nullable OfferView offer,
    @Nullable TripView trip,
    @Nullable TripView nextTrip,
    @Nullable ProposalView destinationProposal,
    @Nullable DriverView driver) {
  /** Of somebody who is not asked to go elsewhere. */
  public ActiveView(
      @Nullable RideView ride,
      @Nullable OfferView offer,
      @Nullable TripView trip,
      @Nullable TripView nextTrip,
      @Nullable DriverView driver) {
    this(ride, offer, trip, nextTrip, null, driver);
  }
}
