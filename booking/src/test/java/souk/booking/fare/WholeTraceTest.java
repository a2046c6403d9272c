package souk.booking.fare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.Point;
import souk.dispatch.tracking.TracePoint;

/** When a trace tells enough of a ride's end that nothing more is awaited. */
class WholeTraceTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final int END = 60;

  @Test
  void itReachesTheEnd() {
    assertThat(whole(0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60)).isTrue();
    assertThat(whole(45, 50, 55, 59)).isTrue();
  }

  @Test
  void oneThatIsMissingAtTheEndOrShortlyBeforeIsAwaited() {
    assertThat(whole(40, 44, 48, 52, 56)).isFalse();
    assertThat(whole(40, 44, 48, 56, 60)).isFalse();
    assertThat(whole(40, 60)).isFalse();
    assertThat(whole()).isFalse();
  }

  @Test
  void aSilenceLongBeforeItsEndIsNotAwaited() {
    assertThat(whole(0, 4, 42, 46, 50, 54, 58, 60)).isTrue();
  }

  @Test
  void whatIsBeforeItsStartIsNoPartOfIt() {
    assertThat(whole(-4, -2)).isFalse();
    assertThat(whole(1, trace(-1))).isTrue();
    assertThat(whole(3, trace(-1))).isFalse();
  }

  /** It was in the trace before the end was known, else it would not be there. */
  @Test
  void aClockMayBeAheadBySeconds() {
    assertThat(whole(45, 49, 53, 57, 62)).isTrue();
    assertThat(whole(45, 49, 53, 57, 66)).isFalse();
  }

  @Test
  void aShortRideNeedsItsEndOnly() {
    assertThat(whole(3, trace(3))).isTrue();
    assertThat(whole(3, trace(1))).isFalse();
    assertThat(whole(1, trace())).isTrue();
  }

  private static boolean whole(int... seconds) {
    return whole(END, trace(seconds));
  }

  private static boolean whole(int end, List<TracePoint> trace) {
    return RiddenTrack.isWhole(trace, START, START.plusSeconds(end));
  }

  private static List<TracePoint> trace(int... seconds) {
    var place = new Point(43.74, 7.42);
    return IntStream.of(seconds)
        .mapToObj(second -> new TracePoint(place, START.plusSeconds(second), null, null, null))
        .toList();
  }
}
