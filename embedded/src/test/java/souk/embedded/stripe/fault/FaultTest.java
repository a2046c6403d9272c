package souk.embedded.stripe.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.embedded.stripe.api.Operation;

class FaultTest {
  @Test
  void readsRulesAndWritesThemTheSame() {
    var rules = "lose_answer=0.05, payment_intents.capture/slow=0.1x3@2000,error_after";

    var faults = Fault.parse(rules);

    assertThat(faults)
        .containsExactly(
            Fault.always(FaultKind.LOSE_ANSWER).with(0.05),
            Fault.always(FaultKind.SLOW)
                .on(Operation.PAYMENT_INTENTS_CAPTURE)
                .with(0.1)
                .times(3)
                .delayedBy(Duration.ofSeconds(2)),
            Fault.always(FaultKind.ERROR_AFTER));
    assertThat(faults).allSatisfy(f -> assertThat(Fault.parse(f.rule())).containsExactly(f));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mood", "lose_answer=1.5", "nowhere/slow", "slow=", "slow=1x0", "slow@-5"})
  void refusesRulesThatAreNone(String rules) {
    assertThatThrownBy(() -> Fault.parse(rules)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endsWhenItsTimesAreSpent() {
    var faults = new Faults();
    faults.add(Fault.always(FaultKind.SLOW).times(2));
    var chance = new Draws(1).chance("a", "fault");

    var hits =
        IntStream.range(0, 5)
            .filter(_ -> faults.hit(Operation.PAYMENT_INTENTS_CREATE, chance).isPresent())
            .count();

    assertThat(hits).isEqualTo(2);
    assertThat(faults.inForce()).isEmpty();
  }

  @Test
  void keepsRequestsAndEventsApart() {
    var faults = new Faults();
    faults.add(Fault.always(FaultKind.WEBHOOK_LOST));
    var chance = new Draws(1).chance("a", "fault");

    assertThat(faults.hit(Operation.PAYMENT_INTENTS_CREATE, chance)).isEmpty();
    assertThat(faults.hitEvent(FaultKind.WEBHOOK_LOST, chance)).isPresent();
  }

  @Test
  void drawsLatenciesWithTheirMedianAndTail() {
    var latency = new Latency(Duration.ofMillis(120), Duration.ofMillis(380));
    var draws = new Draws(5);

    var sorted =
        IntStream.range(0, 20_000)
            .mapToDouble(i -> latency.draw(draws.chance("r" + i, "latency")).toNanos() / 1e6)
            .sorted()
            .toArray();

    assertThat(sorted[10_000]).isCloseTo(120, within(4.0));
    assertThat(sorted[19_800]).isCloseTo(380, within(40.0));
  }

  @Test
  void drawsTheSameForTheSameAttemptOnly() {
    var draws = new Draws(5);

    assertThat(draws.chance("k#1", "fault").nextLong())
        .isEqualTo(new Draws(5).chance("k#1", "fault").nextLong())
        .isNotEqualTo(draws.chance("k#2", "fault").nextLong())
        .isNotEqualTo(draws.chance("k#1", "latency").nextLong())
        .isNotEqualTo(new Draws(6).chance("k#1", "fault").nextLong());
    assertThat(draws.attempt("k")).isEqualTo("k#1");
    assertThat(draws.attempt("k")).isEqualTo("k#2");
  }
}
