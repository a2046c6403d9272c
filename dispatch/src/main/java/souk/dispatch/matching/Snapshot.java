package souk.dispatch.matching;

import static java.util.Comparator.naturalOrder;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.dispatch.eta.Eta;
import souk.dispatch.matching.cost.TrackRecord;
import souk.dispatch.matching.cost.Weights;

/**
 * What a round knows of a city: all that {@link Matcher} decides from.
 *
 * @param trips the waiting trips that are looked at, the oldest first
 */
record Snapshot(List<Seeker> trips) {
  Snapshot {
    trips = List.copyOf(trips);
  }

  /**
   * A trip that waits for a driver.
   *
   * @param version the row's, so that an offer can be refused when it has moved
   * @param requestedAt when it was asked for
   * @param waitingSince when it came to wait, or to wait again
   * @param givenBack whether a driver accepted it and has it no more
   * @param weights of the terms of its costs
   * @param seen the drivers near its pick-up, the nearest first
   * @param wantedBy when its driver should be at the pick-up, and need not be before; null for as
   *     soon as possible
   */
  record Seeker(
      UUID trip,
      long version,
      Instant requestedAt,
      Instant waitingSince,
      boolean givenBack,
      Weights weights,
      List<Seen> seen,
      @Nullable Instant wantedBy) {
    Seeker {
      seen = List.copyOf(seen);
    }

    /** One that was asked for as soon as possible. */
    Seeker(
        UUID trip,
        long version,
        Instant requestedAt,
        Instant waitingSince,
        boolean givenBack,
        Weights weights,
        List<Seen> seen) {
      this(trip, version, requestedAt, waitingSince, givenBack, weights, seen, null);
    }

    /**
     * Even the driver who would be there first need not set off yet. Until he must, the trip is
     * held back: whoever took it now would wait for its rider instead of serving others.
     */
    boolean isEarly(Instant now) {
      var by = wantedBy;
      return by != null
          && eligible()
              .map(Seen.Eligible::arrival)
              .min(naturalOrder())
              .filter(first -> now.plus(first).isBefore(by))
              .isPresent();
    }

    /** For how long it has waited though somebody could have served it. */
    Duration waited(Instant now) {
      var since = wantedBy == null || wantedBy.isBefore(waitingSince) ? waitingSince : wantedBy;
      return now.isBefore(since) ? Duration.ZERO : Duration.between(since, now);
    }

    Stream<Seen.Eligible> eligible() {
      return seen.stream()
          .flatMap(one -> one instanceof Seen.Eligible free ? Stream.of(free) : Stream.empty());
    }

    boolean hasEligible() {
      return eligible().findAny().isPresent();
    }
  }

  /** Without the trips that are held back. */
  Snapshot due(Instant now) {
    return new Snapshot(trips.stream().filter(seeker -> !seeker.isEarly(now)).toList());
  }

  /** A driver near a pick-up. */
  sealed interface Seen {
    /** Where and when he was last seen. */
    Sight sight();

    /**
     * He may be offered the trip.
     *
     * @param eta from where he sets off: where he is, or where his present trip ends
     * @param present what he does before; null of a free driver
     */
    record Eligible(Sight sight, Eta eta, TrackRecord record, @Nullable Present present)
        implements Seen {
      /** A free driver. */
      Eligible(Sight sight, Eta eta, TrackRecord record) {
        this(sight, eta, record, null);
      }

      /** When he would be at the pick-up. */
      Duration arrival() {
        return present == null ? eta.time() : present.remaining().plus(eta.time());
      }
    }

    /** He may not. */
    record Ineligible(Sight sight, Reason reason) implements Seen {}
  }

  /** A trip that a driver ends first, and how long that takes him. */
  record Present(UUID trip, Duration remaining) {}

  /**
   * Where and when a driver was last seen.
   *
   * @param metres from the pick-up as the crow flies, to where he sets off
   * @param age of his position
   */
  record Sight(UUID driver, long metres, Duration age) {}

  /** Why a driver near by is not offered a trip. */
  @Schema(name = "PassedOverReason")
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
    /** He accepted this trip and it was taken from him. */
    TAKEN_AWAY,
    /** So many are nearer that his arrival was not computed. */
    NOT_SHORTLISTED,
    /** He cannot be there within the time that a rider is made to wait. */
    TOO_FAR,
    /** He is outside the circle in which the trip looks so far. */
    BEYOND_RADIUS,
    /** In this round he is offered another trip, for which he is worth more. */
    TAKEN
  }
}
