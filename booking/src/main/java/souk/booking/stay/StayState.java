package souk.booking.stay;

import java.time.Instant;

/** Where a stay stands. */
sealed interface StayState {
  /** Its name in rows and answers. */
  StayStatus status();

  /** The rooms are promised until an instant, and lapse then. */
  default boolean isPromise() {
    return switch (this) {
      case Held _, Paying _ -> true;
      case Confirmed _, Cancelled _, Expired _ -> false;
    };
  }

  /**
   * The rooms are the guest's until then, by the database's clock.
   *
   * @param renewals how often the time was renewed
   */
  record Held(Instant expiresAt, int renewals) implements StayState {
    @Override
    public StayStatus status() {
      return StayStatus.HELD;
    }
  }

  /**
   * His card is being asked; the rooms are his until then, by the database's clock.
   *
   * @param payUntil when he has taken too long
   */
  record Paying(Instant payUntil) implements StayState {
    @Override
    public StayStatus status() {
      return StayStatus.PAYING;
    }
  }

  /**
   * The rooms are booked.
   *
   * @param confirmation what the hotel knows him by
   */
  record Confirmed(String confirmation, Instant at) implements StayState {
    @Override
    public StayStatus status() {
      return StayStatus.CONFIRMED;
    }
  }

  /**
   * Given back before its time.
   *
   * @param reason {@link Stays#BY_GUEST}, {@link Stays#BY_HOTEL}, {@link Stays#REPLACED} or {@link
   *     Stays#UNPAID}
   * @param feeMinor what that costs, in the stay's currency
   */
  record Cancelled(String reason, Instant at, long feeMinor) implements StayState {
    @Override
    public StayStatus status() {
      return StayStatus.CANCELLED;
    }
  }

  /** Its time was over. */
  record Expired(Instant at) implements StayState {
    @Override
    public StayStatus status() {
      return StayStatus.EXPIRED;
    }
  }
}
