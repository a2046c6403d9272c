package souk.sim.journal;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.sim.road.Point;
import souk.sim.view.OfferView;
import souk.sim.view.ReceiptView;
import souk.sim.view.RideView;
import souk.sim.view.TripView;

/** One line of a phone's journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "entry")
public sealed interface Entry {

  /** How the phone came to know. */
  enum Source {
    ANSWER,
    PUSH,
    SNAPSHOT
  }

  /** The phone is about to send a command for the first time; {@code key} stays on every retry. */
  record Sending(String action, String target, @Nullable String key) implements Entry {}

  /** The command was refused with this status and code, or never answered: status 0. */
  record NotDone(String action, String target, int status, String code) implements Entry {}

  /** The card the rider pays with, by the provider's token. */
  record CardChosen(String pspToken) implements Entry {}

  /** The server has taken a ride request under this idempotency key. */
  record RideAcknowledged(String key, RideView ride) implements Entry {}

  /** The rider was shown his ride; {@code connection} is 0 for an answer. */
  record RideSeen(Source source, int connection, RideView ride) implements Entry {}

  /** The rider has read the receipt. */
  record ReceiptRead(ReceiptView receipt) implements Entry {}

  /** The driver has learnt his id on the server. */
  record DriverKnown(UUID driverId) implements Entry {}

  /** The driver was offered a trip. */
  record OfferSeen(int connection, OfferView offer) implements Entry {}

  /** The driver was told that an offer is open no more. */
  record OfferGone(UUID offerId, UUID tripId, String reason) implements Entry {}

  /** The driver was shown a trip; {@code connection} is 0 for an answer. */
  record TripSeen(Source source, int connection, TripView trip) implements Entry {}

  /** The driver has let the passenger out there. */
  record TripEnded(UUID tripId, Point dropoff) implements Entry {}

  /** The server denies a trip the driver believed to be his. */
  record TripLost(UUID tripId, String why) implements Entry {}

  /** A versioned message came on a connection. */
  record Heard(int connection, String aggregate, String subject, long version) implements Entry {}

  /** The server could not read a message of this phone. */
  record FrameRefused(String code, String detail) implements Entry {}

  /**
   * What one of two taps at once was answered: status 0 for nothing, {@code subject} what it was
   * done to.
   */
  record Tap(int status, String code, String subject) {}

  /** A button was pressed twice at once. */
  record TappedTwice(String action, String target, Tap first, Tap second) implements Entry {}

  /** The server took this many stars for whoever else was on the trip. */
  record Rated(UUID tripId, int stars) implements Entry {}

  /** One position of a driver, by his own clock. */
  record Fix(Instant at, double lat, double lon) {}

  /** The driver's phone has sent these positions: the server had them between those instants. */
  record Pinged(Instant begun, Instant sentBy, List<Fix> fixes) implements Entry {}

  /** The phone lost reception, and did not know. */
  record SignalLost() implements Entry {}

  /** The phone has reception again. */
  record SignalBack() implements Entry {}

  /** An offer was sent to the phone while it had no reception: it never knew. */
  record OfferMissed(OfferView offer) implements Entry {}

  /** The rider, who asked then, was shown where his driver was and how old that is. */
  record DriverShown(Instant askedAt, UUID driverId, Instant at, long ageMs) implements Entry {}

  /** Somebody was shown drivers around: roughly where, and how long ago. */
  record AroundShown(Instant askedAt, Instant answeredAt, List<Around> drivers) implements Entry {}

  /** One of them; the place is on the server's grid. */
  record Around(double lat, double lon, long ageS) {}

  /** Drivers that must be found were not found again, so long after a flush of the index. */
  record IndexNotWhole(long afterMs) implements Entry {}

  /** The app was started again. */
  record Restarted() implements Entry {}

  /** The phone could not go on, or could not read what it was told. */
  record Failed(String what) implements Entry {}
}
