package souk.dispatch.claim;

import java.util.UUID;

/** A driver is promised to a trip. */
public record Claim(UUID driver, Kind kind, UUID trip, UUID offer) {

  /** How firm the promise is. */
  public enum Kind {
    /** He has been asked; the offer is open. */
    OFFER,
    /** He has accepted; the trip is live. */
    TRIP
  }
}
