package souk.sim.client;

import java.time.Instant;
import java.util.UUID;
import souk.sim.view.ActiveView;
import souk.sim.view.OfferView;
import souk.sim.view.ProposalView;
import souk.sim.view.RideView;
import souk.sim.view.TripView;

/** Something a phone learns without having asked. */
public sealed interface Event {

  /** The present state, first of all on every connection. */
  record Present(ActiveView active) implements Event {}

  /** A ride has changed. */
  record RideNews(RideView ride) implements Event {}

  /** A trip has changed. */
  record TripNews(TripView trip) implements Event {}

  /** An offer is open; {@code messageId} is what to acknowledge. */
  record OfferMade(String messageId, OfferView offer) implements Event {}

  /** An offer is open no more. */
  record OfferGone(UUID offerId, UUID tripId, String reason) implements Event {}

  /** The driver is asked to go elsewhere; {@code messageId} is what to acknowledge. */
  record ProposalMade(String messageId, ProposalView proposal) implements Event {}

  /** He is asked no more. */
  record ProposalGone(UUID proposalId) implements Event {}

  /** The rider's driver was at {@code at} in a new place. */
  record DriverMoved(UUID rideId, Instant at) implements Event {}

  /** The server could not read what the phone sent. */
  record FrameRefused(String code, String detail) implements Event {}

  /** A type this phone does not know: the API only ever adds some. */
  record Unknown(String type) implements Event {}

  /** The app was started again and has forgotten everything. */
  record Restarted() implements Event {}

  /** Reads a message; throws {@link Wire.Garbled} when its data are not what its type promises. */
  static Event of(Frame frame) {
    return switch (frame.type()) {
      case "snapshot" -> new Present(Wire.read(frame.data(), ActiveView.class));
      case "ride.driver_moved" -> Wire.read(frame.data(), DriverMoved.class);
      case "offer.made" ->
          new OfferMade(String.valueOf(frame.id()), Wire.read(frame.data(), OfferView.class));
      case "offer.withdrawn", "offer.expired" -> Wire.read(frame.data(), OfferGone.class);
      case "destination.proposed" ->
          new ProposalMade(String.valueOf(frame.id()), Wire.read(frame.data(), ProposalView.class));
      case "destination.expired", "destination.withdrawn" ->
          new ProposalGone(Wire.read(frame.data(), ProposalView.class).id());
      case "error" -> Wire.read(frame.data(), FrameRefused.class);
      default -> ofAggregate(frame);
    };
  }

  private static Event ofAggregate(Frame frame) {
    return switch (frame.aggregate()) {
      case "ride" -> new RideNews(Wire.read(frame.data(), RideView.class));
      case "trip" -> new TripNews(Wire.read(frame.data(), TripView.class));
      default -> new Unknown(frame.type());
    };
  }
}
