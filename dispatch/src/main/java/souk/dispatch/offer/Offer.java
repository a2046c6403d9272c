package souk.dispatch.offer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.CityId;
import souk.dispatch.eta.Estimate;

/** One trip offered to one driver until an instant. */
public sealed interface Offer {
  /** What was offered to whom. */
  Terms terms();

  /** The driver may still answer. */
  record Open(Terms terms) implements Offer {}

  /** He took the trip. */
  record Accepted(Terms terms, Instant decidedAt) implements Offer {}

  /** He did not want it. */
  record Declined(Terms terms, Instant decidedAt) implements Offer {}

  /** He did not answer in time. */
  record Expired(Terms terms, Instant decidedAt) implements Offer {}

  /** It was taken back. */
  record Withdrawn(Terms terms, Instant decidedAt, Because because) implements Offer {}

  /** Why an offer is taken back. */
  enum Because {
    /** Nobody needs the trip any more. */
    TRIP_CANCELLED,
    /** The driver went off line or was blocked. */
    DRIVER_LEFT
  }

  /**
   * What was offered to whom.
   *
   * @param version rises by one when the offer is decided
   * @param pickup how long the driver needs to the pick-up
   * @param expiresAt from this instant on he can no longer answer
   * @param afterTrip the trip that he drove when he was asked, and ends first; null of a free one
   */
  record Terms(
      UUID id,
      long version,
      CityId city,
      UUID trip,
      UUID driver,
      Estimate pickup,
      Instant madeAt,
      Instant expiresAt,
      @Nullable UUID afterTrip) {

    Terms decided() {
      return new Terms(id, version + 1, city, trip, driver, pickup, madeAt, expiresAt, afterTrip);
    }
  }

  /** What an event does to an offer. */
  sealed interface Move {
    /** It comes to stand elsewhere. */
    record Moved(Offer next) implements Move {}

    /** It is decided alike, or nothing is left of what the event would end. */
    record AlreadyThere() implements Move {}

    /** It was decided otherwise. */
    record Refused() implements Move {}
  }

  /** What the event does to this offer: the one table of transitions, used by every writer. */
  default Move on(OfferEvent event, Instant now) {
    return switch (this) {
      case Open(var terms) -> new Move.Moved(decided(terms.decided(), event, now));
      case Accepted _ -> onAccepted(event);
      case Declined _, Expired _, Withdrawn _ -> onEnded(event);
    };
  }

  default OfferStatus status() {
    return switch (this) {
      case Open _ -> OfferStatus.OPEN;
      case Accepted _ -> OfferStatus.ACCEPTED;
      case Declined _ -> OfferStatus.DECLINED;
      case Expired _ -> OfferStatus.EXPIRED;
      case Withdrawn _ -> OfferStatus.WITHDRAWN;
    };
  }

  private static Offer decided(Terms terms, OfferEvent event, Instant now) {
    return switch (event) {
      case OfferEvent.Accept() -> new Accepted(terms, now);
      case OfferEvent.Decline() -> new Declined(terms, now);
      case OfferEvent.RunOut() -> new Expired(terms, now);
      case OfferEvent.Withdraw(var because) -> new Withdrawn(terms, now, because);
    };
  }

  private static Move onAccepted(OfferEvent event) {
    return switch (event) {
      case OfferEvent.Accept() -> new Move.AlreadyThere();
      case OfferEvent.Decline(), OfferEvent.RunOut(), OfferEvent.Withdraw _ -> new Move.Refused();
    };
  }

  private static Move onEnded(OfferEvent event) {
    return switch (event) {
      case OfferEvent.Accept() -> new Move.Refused();
      case OfferEvent.Decline(), OfferEvent.RunOut(), OfferEvent.Withdraw _ ->
          new Move.AlreadyThere();
    };
  }
}
