package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TEN;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.card.Cards;
import souk.platform.problem.Problem;

/** While the provider is away it is left alone; afterwards everything goes on by itself. */
class ProviderAwayTest {
  @Test
  void opensTheBreakerAnswersWithoutAskingAndGoesOnAfterwards() {
    try (var till =
        Till.open(StripeTwinOptions.inProcess(), Map.of("stripe.breaker-pause", "3s"))) {
      var resolver = till.resolver(till.charges);
      var requests = Stream.generate(() -> till.request(GOOD_CARD)).limit(40).toList();
      var authorized = till.authorized();
      var asked = till.twin.intentCount();
      till.twin.inject(Fault.always(FaultKind.LOSE_REQUEST));

      requests.forEach(till.charges::authorize);
      assertThat(till.charges.capture(authorized, TEN).status()).isEqualTo(ChargeStatus.PENDING);

      assertThat(calls(till, "authorize", "unknown")).isBetween(1L, 39L);
      assertThat(calls(till, "authorize", "breaker_open")).isPositive();
      assertThat(till.node.bean(MeterRegistry.class).get("souk.psp.breaker.open").gauge().value())
          .isEqualTo(1);
      assertThat(till.twin.intentCount()).isEqualTo(asked);
      assertThatThrownBy(till.charges::requireProvider)
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> {
                assertThat(problem.status()).isEqualTo(503);
                assertThat(problem.retryAfter()).isPresent();
              });
      assertThatThrownBy(() -> till.node.bean(Cards.class).register(UUID.randomUUID(), GOOD_CARD))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> {
                assertThat(problem.status()).isEqualTo(503);
                assertThat(problem.code()).isEqualTo("payments_unavailable");
                assertThat(problem.retryAfter()).isPresent();
              });

      till.twin.clearFaults();
      // nobody calls, and yet it is found out
      await().ignoreExceptions().untilAsserted(till.charges::requireProvider);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> {
            till.resolveAll(resolver, 1);
            assertThat(till.hasWork()).isFalse();
          });
      assertThat(till.status(authorized)).isEqualTo(ChargeStatus.CAPTURED);
      requests.forEach(request ->
          assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.AUTHORIZED));
      assertThat(till.twin.violations()).isEmpty();
      assertThat(till.breaches()).isEmpty();
    }
  }

  /** What has waited for the provider does not come all at once. */
  @Test
  void looksAtNoMoreThanItsBudgetAllows() {
    try (var till = Till.open()) {
      var lost = till.charges(OtherPsp.losingAnswers());
      var requests = Stream.generate(() -> till.request(GOOD_CARD)).limit(9).toList();
      requests.forEach(lost::authorize);
      till.hurry();
      till.resolver(till.charges, 4).pass();
      assertThat(
              requests.stream()
                  .filter(one -> till.status(one.chargeId()) == ChargeStatus.AUTHORIZED))
          .hasSize(4);
    }
  }

  /** Nothing listens there: the request never leaves, so nothing is unknown. */
  @Test
  void knowsThatARequestThatNeverLeftDidNothing() {
    try (var till = Till.open()) {
      var request = till.request(GOOD_CARD);
      till.stopTwin();
      assertThat(till.charges.authorize(request).status()).isEqualTo(ChargeStatus.PENDING);
      assertThat(calls(till, "authorize", "unreachable")).isEqualTo(1);
      assertThat(till.events(request.chargeId())).isEmpty();
    }
  }

  private static long calls(Till till, String operation, String outcome) {
    return till
        .node
        .bean(MeterRegistry.class)
        .find("souk.psp.call")
        .tag("operation", operation)
        .tag("outcome", outcome)
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }
}
