package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.platform.money.Money;

/** Whatever there is to do, the provider is asked no faster than it allows. */
class PacedTransfersTest {
  private static final int ALLOWED = 5;
  private static final long SECOND = 1_000_000_000;

  @Test
  void whoComesTooFastAsksAnotherTime() {
    var psp = new FakeTransfers();
    var pace =
        RateLimiterConfig.custom()
            .limitForPeriod(ALLOWED)
            .limitRefreshPeriod(Duration.ofDays(1))
            .timeoutDuration(Duration.ZERO)
            .build();
    var paced = new PacedTransfers(psp, pace);
    var answers = IntStream.range(0, 20).mapToObj(_ -> transfer(paced)).toList();

    assertThat(psp.transfers).hasSize(ALLOWED);
    assertThat(answers.subList(ALLOWED, 20))
        .allMatch(answer ->
            answer instanceof PspOutcome.Retryable<?>(var why)
                && why == Hindrance.TOO_MANY_REQUESTS);
    assertThat(paced.retrieveTransfer("tr_0")).isInstanceOf(Lookup.Unavailable.class);
  }

  /** As fast as it may, by less than one call in a thousand seconds, and never two at once. */
  @Property
  void everyPaceIsKept(@ForAll @IntRange(min = 1, max = 1000) int callsPerSecond) {
    var pace = new PacedTransfers(new FakeTransfers(), configuration(callsPerSecond)).pace();
    var nanosOfAll = pace.getLimitRefreshPeriod().toNanos() * callsPerSecond;

    assertThat(pace.getLimitForPeriod()).isEqualTo(1);
    assertThat(nanosOfAll).isBetween(SECOND, SECOND + callsPerSecond);
  }

  private static PayoutConfiguration configuration(int callsPerSecond) {
    var day = Duration.ofDays(1);
    return new PayoutConfiguration(
        day, day, day.multipliedBy(7), 100, day, callsPerSecond, 500, day);
  }

  private static PspOutcome<?> transfer(PacedTransfers psp) {
    var payout = UUID.randomUUID();
    return psp.transfer(PspKey.of(payout, "transfer", 1), payout, "acct_1", Money.of(100, "EUR"));
  }
}
