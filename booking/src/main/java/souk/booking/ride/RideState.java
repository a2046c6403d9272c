package souk.booking.ride;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a ride stands, with what is known there and only there. */
public sealed interface RideState {
  /** The name of this state in rows and answers. */
  RideStatus status();

  /** The driver, where there is one. */
  default Optional<RideDriver> assigned() {
    return Optional.empty();
  }

  /**
   * Booked for a time.
   *
   * @param startAt from when on a driver is looked for
   * @param startUntil how long it waits for its rider's other ride to end
   */
  record Scheduled(Instant startAt, Instant startUntil) implements RideState {
    @Override
    public RideStatus status() {
      return RideStatus.SCHEDULED;
    }
  }

  record Requested() implements RideState {
    @Override
    public RideStatus status() {
      return RideStatus.REQUESTED;
    }
  }

  record Matching() implements RideState {
    @Override
    public RideStatus status() {
      return RideStatus.MATCHING;
    }
  }

  /** A driver is on the job: assigned, on his way, waiting, driving, or done. */
  record Driven(RideStatus status, RideDriver driver) implements RideState {
    public Driven {
      var fits =
          switch (status) {
            case DRIVER_ASSIGNED, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED, NO_SHOW -> true;
            case SCHEDULED, REQUESTED, MATCHING, CANCELLED, NO_DRIVER, PAYMENT_DECLINED -> false;
          };
      if (!fits) throw new IllegalArgumentException("no driver in " + status);
    }

    @Override
    public Optional<RideDriver> assigned() {
      return Optional.of(driver);
    }
  }

  /**
   * Called off.
   *
   * @param driver who was on the job, if anybody
   */
  record Cancelled(String by, String reason, @Nullable RideDriver driver) implements RideState {
    @Override
    public RideStatus status() {
      return RideStatus.CANCELLED;
    }

    @Override
    public Optional<RideDriver> assigned() {
      return Optional.ofNullable(driver);
    }
  }

  record NoDriver() implements RideState {
    @Override
    public RideStatus status() {
      return RideStatus.NO_DRIVER;
    }
  }

  record PaymentDeclined() implements RideState {
    @Override
    public RideStatus status() {
      return RideStatus.PAYMENT_DECLINED;
    }
  }
}
