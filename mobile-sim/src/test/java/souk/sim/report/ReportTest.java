package souk.sim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.sim.client.Load;
import souk.sim.client.Wire;
import souk.sim.measure.Latencies;
import souk.sim.measure.Step;
import souk.sim.phone.RideOutcome;
import souk.sim.plan.CityPlan.Fingerprint;
import souk.sim.verdict.Books;
import souk.sim.verdict.Breach;
import souk.sim.verdict.History;
import souk.sim.view.RideStatus;
import souk.sim.view.RideView;

final class ReportTest {
  private static final UUID RIDDEN = UUID.randomUUID();
  private static final UUID STUCK = UUID.randomUUID();
  private static final List<RideOutcome> OUTCOMES =
      List.of(
          // the phone's last word is older than the server's
          new RideOutcome(Optional.of(RIDDEN), "IN_PROGRESS", true, false),
          new RideOutcome(Optional.of(STUCK), "EN_ROUTE", true, false),
          new RideOutcome(Optional.empty(), "CANCELLED", true, true),
          new RideOutcome(Optional.empty(), "NO_DRIVER", false, false),
          new RideOutcome(Optional.empty(), "REFUSED_ride_active", false, false));

  private final Latencies latencies = new Latencies();

  @Test
  void hasTheShapeEveryReportHas() {
    latencies.took(Step.RIDE_FIRST_OFFER, Duration.ofMillis(250));
    var json = Wire.tree(Wire.writePretty(report(List.of(new Breach("rule", "subject", "why")))));

    assertThat(json.get("verdict").asText()).isEqualTo("breach");
    assertThat(json.get("seed").asLong()).isEqualTo(7);
    assertThat(json.get("seconds").asLong()).isEqualTo(60);
    assertThat(json.at("/arrivals/n").asInt()).isEqualTo(5);
    assertThat(json.at("/arrivals/sha256").asText()).isEqualTo("abc");
    assertThat(json.at("/outcomes/ride/COMPLETED").asInt()).isEqualTo(1);
    assertThat(json.at("/outcomes/ride/REFUSED_ride_active").asInt()).isEqualTo(1);
    assertThat(json.at("/expected/ride/found_driver_not_cancelling").asInt()).isEqualTo(2);
    assertThat(json.at("/expected/ride/completed").asInt()).isEqualTo(1);
    assertThat(json.at("/latency_ms/ride.first_offer/p50").asDouble()).isBetween(249.0, 251.0);
    assertThat(json.at("/latency_ms/ride.first_offer/p95").isNumber()).isTrue();
    assertThat(json.at("/latency_ms/ride.first_offer/p99").isNumber()).isTrue();
    assertThat(json.at("/latency_ms/ride.first_offer/n").asInt()).isEqualTo(1);
    assertThat(json.at("/breaches/0/rule").asText()).isEqualTo("rule");
    assertThat(json.at("/breaches/0/subject").asText()).isEqualTo("subject");
    assertThat(json.at("/breaches/0/detail").asText()).isEqualTo("why");
    assertThat(json.at("/machine/cpus").asInt()).isPositive();
    assertThat(json.at("/load/arrivals_dropped").isNumber()).isTrue();
    assertThat(json.at("/load/timeouts").isNumber()).isTrue();
    assertThat(json.at("/load/retries").isNumber()).isTrue();
    assertThat(json.at("/observed/ratings").asInt()).isEqualTo(3);
    assertThat(json.has("is_clean") || json.has("clean")).isFalse();
  }

  @Test
  void isCleanWithoutBreaches() {
    var clean = report(List.of());

    assertThat(clean.isClean()).isTrue();
    assertThat(clean.verdict()).isEqualTo("clean");
    assertThat(Summary.lines(clean, 20, "./souk sim city --seed 7"))
        .anySatisfy(line -> assertThat(line).startsWith("verdict: clean"))
        .last()
        .isEqualTo("repeat with: ./souk sim city --seed 7");
  }

  @Test
  void showsPeopleWhatBroke() {
    var lines = Summary.lines(report(List.of(new Breach("rule", "subject", "why"))), 20, "again");

    assertThat(lines).contains("verdict: BREACH, 1 found", "  rule: subject why");
  }

  private Report report(List<Breach> breaches) {
    var history =
        new History(
            List.of(),
            Map.of(
                RIDDEN, ride(RIDDEN, RideStatus.COMPLETED), STUCK, ride(STUCK, RideStatus.ARRIVED)),
            Set.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Map.of(),
            Books.NOT_ASKED,
            Duration.ZERO,
            Map.of());
    return Report.of(
        7,
        60,
        new Fingerprint(5, "abc"),
        OUTCOMES,
        history,
        latencies,
        new Load().counts(),
        Map.of("ratings", 3L),
        breaches);
  }

  private static RideView ride(UUID id, RideStatus status) {
    return new RideView(id, 1, status, null, null, null, null, null, null);
  }
}
