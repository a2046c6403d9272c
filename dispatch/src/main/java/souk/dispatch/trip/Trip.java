package souk.dispatch.trip;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The service job that dispatch fills and follows. */
public sealed interface Trip {
  /** What every trip has, wherever it stands. */
  Facts facts();

  /** No driver is asked at the moment. */
  record Waiting(Facts facts) implements Trip {}

  /** A driver is asked. */
  record Offered(Facts facts) implements Trip {}

  /** A driver has accepted. */
  record Assigned(Facts facts, Drive drive) implements Trip {}

  /** The driver is on his way to the pick-up. */
  record EnRoute(Facts facts, Drive drive) implements Trip {}

  /** The driver is at the pick-up. */
  record Arrived(Facts facts, Drive drive) implements Trip {
    /**
     * For how long the driver still has to wait for the rider; zero or less once he may go. Who
     * came before the time that the pick-up was booked for waits from that time on.
     */
    public Duration waitLeft(Instant now) {
      var arrived = Optional.ofNullable(drive.arrivedAt()).orElse(now);
      var since = facts.asked().notBefore(arrived);
      return Duration.between(now, since.plus(facts.asked().noShowAfter()));
    }
  }

  /** The rider is on board. */
  record InProgress(Facts facts, Drive drive) implements Trip {}

  /** The rider has got off. */
  record Completed(Facts facts, Drive drive) implements Trip {}

  /**
   * Called off before the rider was on board.
   *
   * @param drive what had happened by then, when a driver had accepted
   */
  record Cancelled(Facts facts, Cancellation cancellation, @Nullable Drive drive) implements Trip {}

  /** Nobody was found in time. */
  record Hopeless(Facts facts) implements Trip {}

  /**
   * What every trip has.
   *
   * @param version rises by one with every move
   * @param movedAt when it came to where it stands, or its destination was changed there
   * @param searchUntil until when a driver is looked for
   * @param destinationChange by which it goes where it goes; null while that is where it was
   *     ordered to
   */
  record Facts(
      RequestTrip asked,
      long version,
      Instant requestedAt,
      Instant movedAt,
      Instant searchUntil,
      @Nullable UUID destinationChange) {
    /** Of a trip that goes where it was ordered to. */
    public Facts(
        RequestTrip asked,
        long version,
        Instant requestedAt,
        Instant movedAt,
        Instant searchUntil) {
      this(asked, version, requestedAt, movedAt, searchUntil, null);
    }

    Facts moved(Instant now) {
      return new Facts(asked, version + 1, requestedAt, now, searchUntil, destinationChange);
    }

    /** Nobody is looked for less long than that after the time of the pick-up. */
    Facts searched(Duration time, Instant now) {
      var until = asked.notBefore(now).plus(time);
      return new Facts(asked, version, requestedAt, movedAt, until, destinationChange);
    }

    Facts redirected(TripEvent.DestinationChanged to) {
      var elsewhere = asked.to(to.dropoff(), to.fare());
      return new Facts(elsewhere, version, requestedAt, movedAt, searchUntil, to.change());
    }
  }

  /** Who drives, and when he came how far. */
  record Drive(
      TripDriver driver,
      Instant assignedAt,
      @Nullable Instant enRouteAt,
      @Nullable Instant arrivedAt,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt) {

    Drive enRoute(Instant now) {
      return new Drive(driver, assignedAt, now, arrivedAt, startedAt, completedAt);
    }

    Drive arrived(Instant now) {
      return new Drive(driver, assignedAt, enRouteAt, now, startedAt, completedAt);
    }

    Drive started(Instant now) {
      return new Drive(driver, assignedAt, enRouteAt, arrivedAt, now, completedAt);
    }

    Drive completed(Instant now) {
      return new Drive(driver, assignedAt, enRouteAt, arrivedAt, startedAt, now);
    }
  }

  /** What an event does to a trip. */
  sealed interface Move {
    /** It comes to stand elsewhere. */
    record Moved(Trip next) implements Move {}

    /** It is there already, or farther on: nothing is left to do. */
    record AlreadyThere() implements Move {}

    /** It cannot happen to a trip that stands where this one does. */
    record Refused() implements Move {}
  }

  /** What the event does to this trip: the one table of transitions, used by every writer. */
  default Move on(TripEvent event, Instant now) {
    return TripTransitions.of(this, event, now);
  }

  default UUID id() {
    return facts().asked().id();
  }

  default TripStatus status() {
    return switch (this) {
      case Waiting _ -> TripStatus.WAITING;
      case Offered _ -> TripStatus.OFFERED;
      case Assigned _ -> TripStatus.ASSIGNED;
      case EnRoute _ -> TripStatus.EN_ROUTE;
      case Arrived _ -> TripStatus.ARRIVED;
      case InProgress _ -> TripStatus.IN_PROGRESS;
      case Completed _ -> TripStatus.COMPLETED;
      case Cancelled _ -> TripStatus.CANCELLED;
      case Hopeless _ -> TripStatus.HOPELESS;
    };
  }

  /** Who drives and how far he came, once a driver has accepted and not given the trip back. */
  default Optional<Drive> driven() {
    return switch (this) {
      case Waiting _, Offered _, Hopeless _ -> Optional.empty();
      case Assigned(_, var drive) -> Optional.of(drive);
      case EnRoute(_, var drive) -> Optional.of(drive);
      case Arrived(_, var drive) -> Optional.of(drive);
      case InProgress(_, var drive) -> Optional.of(drive);
      case Completed(_, var drive) -> Optional.of(drive);
      case Cancelled(_, _, var drive) -> Optional.ofNullable(drive);
    };
  }

  default boolean isDrivenBy(UUID person) {
    return driven().filter(drive -> drive.driver().id().equals(person)).isPresent();
  }
}
