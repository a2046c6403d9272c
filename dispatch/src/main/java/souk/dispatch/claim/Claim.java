package souk.dispatch.claim;

import java.util.UUID;

/** A driver is promised to a trip. */
public record Claim(UUID driver, Slot slot, Kind kind, UUID trip, UUID offer) {

  /** When he serves it. */
  public enum Slot {
    /** Now. */
    PRESENT,
    /** Once he has ended the trip that he drives. */
    NEXT
  }

  /** How firm the promise is. */
  public enum Kind {
    /** He has been asked; the offer is open. */
    OFFER,
    /** He has accepted; the trip is live. */
    TRIP
  }

  public boolean isNext() {
    return slot == Slot.NEXT;
  }
}
