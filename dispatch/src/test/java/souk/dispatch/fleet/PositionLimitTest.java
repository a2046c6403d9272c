package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PositionLimitTest {
  private static final UUID DRIVER = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private record Limits(int getRate, int getBurst) implements PositionConfiguration {
    @Override
    public int getCityAfterPoints() {
      return 1;
    }

    @Override
    public Duration getCityAfter() {
      return Duration.ZERO;
    }
  }

  private record Send(int positions, int millisLater) {}

  @Test
  void aBurstIsAdmittedAndThenTheRate() {
    var limit = limit(10, 100);
    assertThat(limit.admit(DRIVER, 70, 0)).isEqualTo(70);
    assertThat(limit.admit(DRIVER, 70, 0)).isEqualTo(30);
    assertThat(limit.admit(DRIVER, 1, 0)).isZero();
    assertThat(limit.untilNext(DRIVER, 0)).isEqualTo(Duration.ofMillis(100));
    assertThat(limit.admit(DRIVER, 9, SECOND / 2)).isEqualTo(5);
    assertThat(limit.admit(DRIVER, 1_000, 60 * SECOND)).isEqualTo(100);
  }

  @Test
  void whatOneDriverSendsIsNotTakenFromAnother() {
    var limit = limit(1, 5);
    assertThat(limit.admit(DRIVER, 100, 0)).isEqualTo(5);
    assertThat(limit.admit(OTHER, 5, 0)).isEqualTo(5);
  }

  @Test
  void onlyWhoIsRestedIsForgotten() {
    var limit = limit(10, 100);
    limit.admit(DRIVER, 100, 0);
    limit.admit(OTHER, 10, 0);
    limit.forgetRested(SECOND);
    assertThat(limit.size()).isEqualTo(1);
    assertThat(limit.admit(DRIVER, 100, SECOND)).isEqualTo(10);
    limit.forgetRested(60 * SECOND);
    assertThat(limit.size()).isZero();
  }

  @Test
  void theClockMayPassItsEnd() {
    var limit = limit(10, 100);
    var end = Long.MAX_VALUE - SECOND;
    assertThat(limit.admit(DRIVER, 200, end)).isEqualTo(100);
    assertThat(limit.admit(DRIVER, 200, end + 2 * SECOND)).isEqualTo(20);
    limit.forgetRested(end + 2 * SECOND);
    assertThat(limit.size()).isEqualTo(1);
  }

  @Test
  void manyAtOnceGetNoMoreThanOne() throws InterruptedException {
    var limit = limit(1, 1_000);
    var admitted = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 200; n++) {
        threads.execute(() -> admitted.addAndGet(limit.admit(DRIVER, 7, 0)));
      }
    }
    assertThat(admitted).hasValue(1_000);
  }

  @Property
  void neverMoreThanBurstAndRateWhateverIsSent(
      @ForAll @IntRange(min = 1, max = 50) int rate,
      @ForAll @IntRange(min = 1, max = 200) int burst,
      @ForAll @Size(max = 50) List<@IntRange(min = 0, max = 300) Integer> numbers) {
    var limit = limit(rate, burst);
    var sends = numbers.stream().map(n -> new Send(n, n * 7 % 400)).toList();
    long now = 0;
    long admitted = 0;
    for (var send : sends) {
      now += Duration.ofMillis(send.millisLater()).toNanos();
      var got = limit.admit(DRIVER, send.positions(), now);
      admitted += got;
      assertThat(got).isBetween(0, send.positions());
      assertThat(admitted).isLessThanOrEqualTo(burst + rate * now / SECOND + 1);
      if (got < send.positions()) {
        var wait = limit.untilNext(DRIVER, now).toNanos();
        assertThat(wait).isPositive();
        assertThat(limit(rate, burst).untilNext(DRIVER, now)).isZero();
      }
    }
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limit(0, 5))
        .withMessage("souk.positions.rate must be at least 1, not 0");
    assertThatIllegalArgumentException().isThrownBy(() -> limit(5, 0));
  }

  private static PositionLimit limit(int rate, int burst) {
    return new PositionLimit(new Limits(rate, burst));
  }
}
