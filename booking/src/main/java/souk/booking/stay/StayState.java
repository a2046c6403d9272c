package souk.booking.stay;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where a stay stands. */
sealed interface StayState {
  /** Its name in rows and answers. */
  StayStatus status();

  /** The rooms are promised until an instant, and lapse then. */
  default boolean isPromise() {
    return switch (this) {
      case Held _, Paying _ -> true;
      case Confirmed _, CheckedIn _, CheckedOut _, NoShow _, Cancelled _, Expired _ -> false;
    };
  }

  /** What the hotel knows its guest by, of one that is booked or was slept in. */
  default @Nullable String confirmation() {
    return switch (this) {
      case Confirmed(var number, _, _) -> number;
      case CheckedIn(var number, _) -> number;
      case CheckedOut(var number, _, _, _) -> number;
      case NoShow(var number, _, _) -> number;
      case Held _, Paying _, Cancelled _, Expired _ -> null;
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
  record Confirmed(String confirmation, Instant at, StayTimes times) implements StayState {
    @Override
    public StayStatus status() {
      return StayStatus.CONFIRMED;
    }
  }

  /** The guest has come. */
  record CheckedIn(String confirmation, Instant at) implements StayState {
    @Override
    public StayStatus status() {
      return StayStatus.CHECKED_IN;
    }
  }

  /**
   * The guest has left.
   *
   * @param sleptUntil the first day whose night he has not slept
   * @param keptMinor what of the price is kept, in the stay's currency
   */
  record CheckedOut(String confirmation, Instant at, LocalDate sleptUntil, long keptMinor)
      implements StayState {
    @Override
    public StayStatus status() {
      return StayStatus.CHECKED_OUT;
    }
  }

  /**
   * The guest has not come.
   *
   * @param feeMinor what that costs, in the stay's currency
   */
  record NoShow(String confirmation, Instant at, long feeMinor) implements StayState {
    @Override
    public StayStatus status() {
      return StayStatus.NO_SHOW;
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
