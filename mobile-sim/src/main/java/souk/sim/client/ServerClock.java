package souk.sim.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * How far the server's clock is ahead of ours, from the {@code Date} of its answers: each was said
 * between our question and its arrival, and means some moment of that second. Many answers leave a
 * narrow interval, of which the middle is taken.
 */
public final class ServerClock {
  private static final long A_SECOND = 1_000;

  private long aheadMinMillis = Long.MIN_VALUE;
  private long aheadMaxMillis = Long.MAX_VALUE;

  /** An answer bore this {@code Date}; one that is none says nothing. */
  void said(String date, Instant asked, Instant answered) {
    try {
      var second = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      said(second, asked, answered);
    } catch (DateTimeException noDate) {
      // some other server's habit
    }
  }

  private synchronized void said(Instant second, Instant asked, Instant answered) {
    var millis = second.toEpochMilli();
    aheadMinMillis = Math.max(aheadMinMillis, millis - answered.toEpochMilli());
    aheadMaxMillis = Math.min(aheadMaxMillis, millis + A_SECOND - asked.toEpochMilli());
  }

  /** How far it is ahead; negative when it is behind, zero when it never said a date. */
  public synchronized Duration ahead() {
    if (aheadMinMillis == Long.MIN_VALUE) return Duration.ZERO;
    return Duration.ofMillis((aheadMinMillis + aheadMaxMillis) / 2);
  }
}
