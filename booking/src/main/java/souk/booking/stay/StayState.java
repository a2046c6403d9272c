package souk.booking.stay;

import java.time.Instant;

/** Where a stay stands. */
sealed interface StayState {
  /** What the row calls it. */
  String status();

  /**
   * The rooms are the guest's until then, by the database's clock.
   *
   * @param renewals how often the time was renewed
   */
  record Held(Instant expiresAt, int renewals) implements StayState {
    static final String STATUS = "HELD";

    @Override
    public String status() {
      return STATUS;
    }
  }

  /**
   * Given back before its time.
   *
   * @param reason {@link Stays#BY_GUEST} or {@link Stays#REPLACED}
   */
  record Cancelled(String reason, Instant at) implements StayState {
    static final String STATUS = "CANCELLED";

    @Override
    public String status() {
      return STATUS;
    }
  }

  /** Its time was over. */
  record Expired(Instant at) implements StayState {
    static final String STATUS = "EXPIRED";

    @Override
    public String status() {
      return STATUS;
    }
  }
}
