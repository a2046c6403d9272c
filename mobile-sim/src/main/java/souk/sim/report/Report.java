package souk.sim.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import souk.sim.client.Load;
import souk.sim.measure.Latencies;
import souk.sim.measure.Latencies.Percentiles;
import souk.sim.phone.RideOutcome;
import souk.sim.plan.CityPlan.Fingerprint;
import souk.sim.verdict.Breach;
import souk.sim.verdict.History;
import souk.sim.view.RideStatus;

/**
 * The outcome of a run, in the shape of its report file.
 *
 * @param verdict {@code clean} or {@code breach}
 * @param seconds the time in which riders arrived
 * @param outcomes per kind of order, how many ended how
 * @param expected per kind of order, what of it should have completed and what did
 * @param latencyMs per step, from the intended start
 * @param observed how often something happened that the rules look at
 * @param lastAttemptMs per call, what a stopwatch around its last attempt shows
 */
@JsonPropertyOrder({"verdict", "seed", "seconds", "arrivals", "outcomes", "expected", "latency_ms"})
public record Report(
    String verdict,
    long seed,
    long seconds,
    Fingerprint arrivals,
    Map<String, Map<String, Integer>> outcomes,
    Map<String, Expected> expected,
    Map<String, Percentiles> latencyMs,
    Map<String, Percentiles> lastAttemptMs,
    Load.Counts load,
    Map<String, Long> observed,
    List<Breach> breaches,
    Machine machine) {
  private static final String CLEAN = "clean";

  /** Rides that found a driver and were not meant to be cancelled, and how many were completed. */
  public record Expected(int foundDriverNotCancelling, int completed) {}

  /** Draws up the report of a run that is over. */
  public static Report of(
      long seed,
      long seconds,
      Fingerprint arrivals,
      List<RideOutcome> outcomes,
      History history,
      Latencies latencies,
      Load.Counts load,
      Map<String, Long> observed,
      List<Breach> breaches) {
    return new Report(
        breaches.isEmpty() ? CLEAN : "breach",
        seed,
        seconds,
        arrivals,
        Map.of("ride", counted(outcomes, history)),
        Map.of("ride", expected(outcomes, history)),
        latencies.fromIntendedStart(),
        latencies.lastAttemptOnly(),
        load,
        observed,
        List.copyOf(breaches),
        Machine.here());
  }

  /** Whether nothing is wrong. */
  @JsonIgnore
  public boolean isClean() {
    return verdict.equals(CLEAN);
  }

  private static Map<String, Integer> counted(List<RideOutcome> outcomes, History history) {
    var counts = new TreeMap<String, Integer>();
    outcomes.forEach(outcome -> counts.merge(ended(outcome, history), 1, Integer::sum));
    return counts;
  }

  private static Expected expected(List<RideOutcome> outcomes, History history) {
    var due = outcomes.stream().filter(ride -> ride.foundDriver() && !ride.cancelling()).toList();
    var completed =
        due.stream()
            .filter(ride -> ended(ride, history).equals(RideStatus.COMPLETED.name()))
            .count();
    return new Expected(due.size(), Math.toIntExact(completed));
  }

  /** The server's last word, where it has one. */
  private static String ended(RideOutcome outcome, History history) {
    return outcome
        .ride()
        .flatMap(ride -> history.ride(ride).findAny())
        .map(ride -> ride.status().name())
        .orElse(outcome.ended());
  }
}
