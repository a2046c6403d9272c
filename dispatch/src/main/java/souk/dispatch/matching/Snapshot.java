package souk.dispatch.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import souk.dispatch.eta.Eta;

/**
 * What a round knows of a city: all that {@link Matcher} decides from.
 *
 * @param trips the waiting trips that are looked at, the oldest first
 */
public record Snapshot(List<Seeker> trips) {
  public Snapshot {
    trips = List.copyOf(trips);
  }

  /**
   * A trip that waits for a driver.
   *
   * @param version the row's, so that an offer can be refused when it has moved
   * @param waitingSince when it came to wait, or to wait again
   * @param seen the drivers near its pick-up, the nearest first
   */
  public record Seeker(UUID trip, long version, Instant waitingSince, List<Seen> seen) {
    public Seeker {
      seen = List.copyOf(seen);
    }

    boolean hasEligible() {
      return seen.stream().anyMatch(Seen.Eligible.class::isInstance);
    }
  }

  /** A driver near a pick-up. */
  public sealed interface Seen {
    /** Where and when he was last seen. */
    Sight sight();

    /** He may be offered the trip. */
    record Eligible(Sight sight, Eta eta) implements Seen {}

    /** He may not. */
    record Ineligible(Sight sight, Reason reason) implements Seen {}
  }

  /**
   * Where and when a driver was last seen.
   *
   * @param metres from the pick-up as the crow flies
   * @param age of his position
   */
  public record Sight(UUID driver, long metres, Duration age) {}

  /** Why a driver near by is not offered a trip. */
  public enum Reason {
    /** He has left, or serves something else now. */
    NOT_ON_LINE,
    /** He is promised to another trip. */
    PROMISED,
    /** He declined this trip. */
    DECLINED,
    /** He let an offer of this trip run out. */
    LET_PASS,
    /** He accepted this trip and gave it back. */
    GAVE_BACK,
    /** So many are nearer that his arrival was not computed. */
    NOT_SHORTLISTED,
    /** He cannot be there within the time that a rider is made to wait. */
    TOO_FAR,
    /** In this round he is offered an older trip. */
    TAKEN
  }
}
