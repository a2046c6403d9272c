package souk.payments.settlement;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A day that is settled: from its start, and up to its end.
 *
 * @param end where the next one begins
 */
record SettlementDay(Instant start, Instant end) {
  /**
   * How time is cut into days; whole seconds, for the provider's clock has no more.
   *
   * @param length 24 h, which are a calendar day of the zone and so may be 23 or 25; or less, from
   *     midnight UTC
   */
  record Calendar(Duration length, ZoneId zone) {
    SettlementDay of(Instant instant) {
      return length.equals(Duration.ofDays(1)) ? calendarDay(instant) : shortDay(instant);
    }

    /**
     * The day that begins then and ends where that instant's day does: also when days were cut in
     * another way before, no time is left out or settled twice.
     */
    SettlementDay from(Instant start) {
      return new SettlementDay(start, of(start).end());
    }

    private SettlementDay calendarDay(Instant instant) {
      var date = instant.atZone(zone).toLocalDate();
      return new SettlementDay(
          date.atStartOfDay(zone).toInstant(), date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private SettlementDay shortDay(Instant instant) {
      var seconds = length.toSeconds();
      var start = Math.floorDiv(instant.getEpochSecond(), seconds) * seconds;
      return new SettlementDay(
          Instant.ofEpochSecond(start), Instant.ofEpochSecond(start + seconds));
    }
  }
}
