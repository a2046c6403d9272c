package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Nobody waits longer than was promised, and nobody is paid twice in a window. */
class WindowTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant BEGIN = Instant.parse("2026-11-23T00:00:00Z");
  private static final int DAYS = 12;

  /** Something earned, so many minutes after the beginning. */
  record Earning(int minute, long minor) {}

  @Provide
  Arbitrary<List<Earning>> earnings() {
    var minute = Arbitraries.integers().between(0, DAYS * 24 * 60);
    var minor = Arbitraries.longs().between(1, 400);
    return net.jqwik.api.Combinators.combine(minute, minor).as(Earning::new).list().ofMaxSize(30);
  }

  @Provide
  Arbitrary<Integer> promisedDays() {
    return Arbitraries.integers().between(2, 7);
  }

  /** Somebody looks every so often, be it the first look of a window or one after a long pause. */
  @Provide
  Arbitrary<Integer> everyMinutes() {
    return Arbitraries.integers().between(1, 140);
  }

  @Property(tries = 500)
  void everybodyIsPaidInTimeAndOncePerWindow(
      @ForAll("earnings") List<Earning> earnings,
      @ForAll("promisedDays") int promisedDays,
      @ForAll("everyMinutes") int everyMinutes) {
    var promise = Duration.ofDays(promisedDays);
    var paid = live(earnings, promise, everyMinutes, 500);
    assertThat(paid.longestWait()).isLessThanOrEqualTo(promise);
    assertThat(paid.windows()).hasSize(new HashSet<>(paid.windows()).size());
    assertThat(paid.total()).isEqualTo(earnings.stream().mapToLong(Earning::minor).sum());
  }

  /** The negative control: who leaves what is little for the last window breaks the promise. */
  @Test
  void withoutLookingAheadThePromiseWouldBeBroken() {
    var promise = Duration.ofDays(2);
    var window = Window.at(BEGIN.plus(DAY), DAY, promise, 500);
    var earnedSince = BEGIN.plus(Duration.ofHours(1));
    assertThat(window.takesUp(1, earnedSince)).isTrue();
    var waiting = new Window(window.start(), window.length(), promise.plus(DAY), 500);
    assertThat(waiting.takesUp(1, earnedSince)).isFalse();
    assertThat(waiting.end().plus(Duration.ofHours(2))).isAfter(earnedSince.plus(promise));
  }

  @Test
  void whatIsEarnedInAWindowWaitsForItsEnd() {
    var window = Window.at(BEGIN.plus(Duration.ofHours(3)), DAY, Duration.ofDays(7), 100);
    assertThat(window.start()).isEqualTo(BEGIN);
    assertThat(window.takesUp(1000, BEGIN)).isFalse();
    assertThat(window.takesUp(1000, BEGIN.minusMillis(1))).isTrue();
    assertThat(window.takesUp(0, BEGIN.minus(DAY))).isFalse();
  }

  private record Paid(Duration longestWait, List<Instant> windows, long total) {}

  private static Paid live(
      List<Earning> earnings, Duration promise, int everyMinutes, long minimum) {
    var open = new TreeMap<Instant, Long>();
    var windows = new ArrayList<Instant>();
    var longest = Duration.ZERO;
    var total = 0L;
    var pending = new ArrayList<>(earnings);
    for (var minute = 0; minute <= (DAYS + 20) * 24 * 60; minute += everyMinutes) {
      var now = BEGIN.plus(Duration.ofMinutes(minute));
      for (var earned : List.copyOf(pending)) {
        if (earned.minute() > minute) continue;
        open.merge(BEGIN.plus(Duration.ofMinutes(earned.minute())), earned.minor(), Long::sum);
        pending.remove(earned);
      }
      if (open.isEmpty()) continue;
      var window = Window.at(now, DAY, promise, minimum);
      var sum = open.values().stream().mapToLong(Long::longValue).sum();
      if (windows.contains(window.start()) || !window.takesUp(sum, open.firstKey())) continue;
      var waited = Duration.between(open.firstKey(), now);
      if (waited.compareTo(longest) > 0) longest = waited;
      windows.add(window.start());
      total += sum;
      open.clear();
    }
    return new Paid(longest, windows, total);
  }
}
