package souk.sim.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import souk.sim.client.Load;
import souk.sim.measure.Tally;

/**
 * Shows a run while it runs: one line that is refreshed on a terminal, else a line now and then.
 */
public final class Progress implements AutoCloseable {
  private static final Duration REFRESH = Duration.ofSeconds(1);
  private static final Duration LINE = Duration.ofSeconds(10);
  private static final int TERMINAL_COLUMNS = 80;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final Tally tally;
  private final Load load;
  private final long beganNanos = System.nanoTime();
  private final Thread shower;
  private volatile String phase = "";

  /** Begins to show. */
  public Progress(PrintStream out, boolean terminal, Tally tally, Load load) {
    this.out = out;
    this.terminal = terminal;
    this.tally = tally;
    this.load = load;
    shower = Thread.ofVirtual().name("progress").start(this::show);
  }

  /** What the city is doing from now on. */
  public void phase(String now) {
    phase = now;
    print();
  }

  @Override
  public void close() {
    shower.interrupt();
    if (terminal) out.print(CLEAR_LINE);
    out.flush();
  }

  private void show() {
    try {
      while (true) {
        Thread.sleep(terminal ? REFRESH : LINE);
        print();
      }
    } catch (InterruptedException closed) {
      out.flush();
    }
  }

  private synchronized void print() {
    out.print(terminal ? CLEAR_LINE + shortLine() : line() + System.lineSeparator());
    out.flush();
  }

  /** Never wider than a terminal is: a line that wraps cannot be refreshed. */
  private String shortLine() {
    var rides = tally.rides();
    var line =
        "%4d s %s: %d wait, %d are fetched, %d ride, %d over; %d drivers busy"
            .formatted(
                seconds(),
                phase,
                sum(rides, "REQUESTING", "REQUESTED", "MATCHING"),
                sum(rides, "DRIVER_ASSIGNED", "EN_ROUTE", "ARRIVED"),
                sum(rides, "IN_PROGRESS"),
                sum(rides, "COMPLETED", "CANCELLED", "NO_DRIVER", "NO_SHOW", "PAYMENT_DECLINED"),
                sum(tally.drivers(), "on trip"));
    return line.substring(0, Math.min(line.length(), TERMINAL_COLUMNS - 1));
  }

  private static int sum(Map<String, Integer> counts, String... standings) {
    return Stream.of(standings).mapToInt(standing -> counts.getOrDefault(standing, 0)).sum();
  }

  private long seconds() {
    return Duration.ofNanos(System.nanoTime() - beganNanos).toSeconds();
  }

  private String line() {
    var counts = load.counts();
    return "%4d s %s | rides %s | drivers %s | retries %d"
        .formatted(
            seconds(), phase, words(tally.rides()), words(tally.drivers()), counts.retries());
  }

  private static String words(Map<String, Integer> counts) {
    if (counts.isEmpty()) return "none";
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
