package souk.bench.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import souk.bench.charge.ProviderTime.Caller;
import souk.bench.report.Machine;
import souk.bench.report.Percentiles;
import souk.payments.psp.Lookup;
import souk.payments.psp.Psp;
import souk.payments.psp.PspCard;

class ChargeArithmeticTest {
  private static final Lookup<PspCard> NO_CARD = new Lookup.Absent<>();

  @Test
  void whatConnectionsAllowIsTheirNumberThroughTheTimeEachIsHeld() {
    var holds = new Holds();
    assertThat(holds.boundPerSecond(10)).isZero();
    holds.held(Duration.ofMillis(100));
    holds.held(Duration.ofMillis(300));
    assertThat(holds.meanMs()).isEqualTo(200);
    assertThat(holds.boundPerSecond(10)).isEqualTo(50);
  }

  @Property
  void withConnectionsAlwaysInUseSoManyAreServed(
      @ForAll @IntRange(min = 1, max = 100) int connections,
      @ForAll @IntRange(min = 1, max = 1_000) int millis) {
    var holds = new Holds();
    for (var n = 0; n < 3; n++) holds.held(Duration.ofMillis(millis));
    assertThat(holds.boundPerSecond(connections) * millis)
        .isCloseTo(1_000.0 * connections, within(0.051 * millis));
  }

  @Test
  void aRateIsWhatEndedThroughTheTimeUntilTheLastDid() {
    assertThat(Load.perSecond(300, Duration.ofMillis(2_000))).isEqualTo(150);
    assertThat(Load.perSecond(0, Duration.ofMillis(-5))).isZero();
  }

  /** Two calls, and something of our own before, between and after them. */
  @Test
  void timeInsideThePortIsTheCallsAndNothingElse() {
    var inCalls = Duration.ofMillis(20);
    for (var caller : Caller.values()) {
      var psp = ProviderTime.measured(answering(() -> pause(Duration.ofMillis(10))));
      var began = System.nanoTime();
      var inside =
          ProviderTime.of(
              caller,
              () -> {
                pause(Duration.ofMillis(5));
                assertThat(psp.card("one")).isEqualTo(NO_CARD);
                pause(Duration.ofMillis(5));
                psp.card("two");
              });
      var all = Duration.ofNanos(System.nanoTime() - began);
      assertThat(inside).isGreaterThanOrEqualTo(inCalls);
      assertThat(all.minus(inside)).isGreaterThanOrEqualTo(Duration.ofMillis(10));
    }
  }

  @Test
  void theReferenceCallsFromAThreadThatHoldsNothing() {
    var calledBy = new AtomicReference<Thread>();
    var psp = ProviderTime.measured(answering(() -> calledBy.set(Thread.currentThread())));
    ProviderTime.of(Caller.SAME_THREAD, () -> psp.card("one"));
    assertThat(calledBy.get()).isSameAs(Thread.currentThread());
    ProviderTime.of(Caller.OTHER_THREAD, () -> psp.card("one"));
    assertThat(calledBy.get()).isNotSameAs(Thread.currentThread());
    // whoever is not measured calls it as ever
    psp.card("one");
    assertThat(calledBy.get()).isSameAs(Thread.currentThread());
  }

  @Test
  void theGoalIsMetOnlyWhenEverythingIs() {
    var good = payments(150.1, 49.9, 0);
    assertThat(findings(good, new Payouts.Outcome(ms(99), 0)).isMet()).isTrue();
    for (var bad : List.of(payments(149.9, 49, 0), payments(151, 50, 0), payments(151, 49, 1))) {
      assertThat(findings(bad, new Payouts.Outcome(ms(99), 0)).isMet()).isFalse();
    }
    assertThat(findings(good, new Payouts.Outcome(ms(100), 0)).isMet()).isFalse();
    assertThat(findings(good, new Payouts.Outcome(ms(1), 1)).isMet()).isFalse();
  }

  @Test
  void theRatioIsThatOfTheRates() {
    var report =
        findings(payments(160, 20, 0), new Payouts.Outcome(ms(5), 0)).report(Machine.here());
    assertThat(report.ratio()).isEqualTo(2.5);
    assertThat(report.reference()).containsKeys("computed_per_second", "first_not_authorized");
    assertThat(report.ours()).doesNotContainKey("first_not_authorized");
  }

  private static ChargeFindings findings(Load.Outcome authorized, Payouts.Outcome asked) {
    return new ChargeFindings(
        160, authorized, payments(160, 20, 0), asked, payments(64, 1_900, 700), new Holds());
  }

  private static Load.Outcome payments(double perSecond, double ownP99, int failed) {
    var failure = failed == 0 ? Optional.<String>empty() : Optional.of("no connection");
    return new Load.Outcome(ms(500), ms(ownP99), ms(380), 100, failed, perSecond, failure);
  }

  private static Percentiles ms(double p99) {
    return new Percentiles(1, 2, p99, p99, 100);
  }

  private static Psp answering(Runnable call) {
    Supplier<Lookup<PspCard>> answer =
        () -> {
          call.run();
          return NO_CARD;
        };
    return (Psp)
        Proxy.newProxyInstance(
            Psp.class.getClassLoader(), new Class<?>[] {Psp.class}, (_, _, _) -> answer.get());
  }

  private static void pause(Duration time) {
    var end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) Thread.onSpinWait();
  }
}
