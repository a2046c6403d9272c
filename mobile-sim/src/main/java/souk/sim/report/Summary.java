package souk.sim.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run in a few lines for people. */
public final class Summary {
  private static final int BREACHES_SHOWN_MAX = 20;

  private Summary() {}

  /** The lines, of which the last is the command that repeats the run. */
  public static List<String> lines(Report report, int rules, String repeat) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        "%d arrivals in %d s, seed %d"
            .formatted(report.arrivals().n(), report.seconds(), report.seed()));
    report.outcomes().forEach((kind, counts) -> lines.add("  " + kind + "s: " + words(counts)));
    report.expected().forEach((_, expected) -> lines.add(expected(expected)));
    lines.add(load(report));
    if (!report.observed().isEmpty()) lines.add("  " + observed(report));
    lines.add("");
    lines.addAll(latencies(report));
    lines.add("");
    lines.addAll(breaches(report, rules));
    lines.add("repeat with: " + repeat);
    return lines;
  }

  private static String expected(Report.Expected expected) {
    return "  %d found a driver and were not cancelled, %d of them were completed"
        .formatted(expected.foundDriverNotCancelling(), expected.completed());
  }

  private static String load(Report report) {
    var load = report.load();
    return ("  %d calls, %d retries, %d timeouts, %d given up; %d sockets lost, %d on purpose;"
            + " %d arrivals dropped")
        .formatted(
            load.calls(),
            load.retries(),
            load.timeouts(),
            load.gaveUp(),
            load.socketsLost(),
            load.outages(),
            load.arrivalsDropped());
  }

  private static String observed(Report report) {
    return report.observed().entrySet().stream()
        .map(seen -> seen.getValue() + " " + seen.getKey().replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  private static List<String> latencies(Report report) {
    var lines = new ArrayList<String>();
    lines.add(
        "  %-28s%8s%12s%12s%12s".formatted("ms from the intended start", "n", "p50", "p95", "p99"));
    report
        .latencyMs()
        .forEach((step, ms) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  %-28s%8d%12.1f%12.1f%12.1f",
                    step,
                    ms.n(),
                    ms.p50(),
                    ms.p95(),
                    ms.p99())));
    return lines;
  }

  private static List<String> breaches(Report report, int rules) {
    var lines = new ArrayList<String>();
    lines.add(
        report.isClean()
            ? "verdict: clean; %d rules over every journal, and the server's own audit"
                .formatted(rules)
            : "verdict: BREACH, %d found".formatted(report.breaches().size()));
    report.breaches().stream()
        .limit(BREACHES_SHOWN_MAX)
        .map(breach -> "  %s: %s %s".formatted(breach.rule(), breach.subject(), breach.detail()))
        .forEach(lines::add);
    return lines;
  }

  private static String words(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
