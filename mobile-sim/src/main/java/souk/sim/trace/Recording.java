package souk.sim.trace;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import souk.sim.client.Wire;
import souk.sim.plan.Order;
import souk.sim.plan.Role;
import souk.sim.plan.Track;
import souk.sim.road.Point;

/** A recorded run: its orders, and where each driver was. */
public record Recording(TraceLine.Run run, List<Order> orders, Map<Integer, Track> tracks) {
  private static final int LINES_MAX = 20_000_000;
  private static final long SECONDS_MAX = 86_400;

  /**
   * Reads a file that {@link Recorder} has written.
   *
   * @throws IOException with a sentence about what is wrong with it
   */
  public static Recording read(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException(file + " cannot be read: name a file that --record has written");
    }
    var lines = lines(file);
    if (lines.isEmpty() || !(lines.getFirst() instanceof TraceLine.Run run)) {
      throw new IOException(file + " does not begin with a run: it is no file of --record");
    }
    try {
      return of(run, lines.subList(1, lines.size()));
    } catch (IllegalArgumentException unusable) {
      throw new IOException(file + " cannot be played: " + unusable.getMessage(), unusable);
    }
  }

  private static List<TraceLine> lines(Path file) throws IOException {
    var lines = new ArrayList<TraceLine>();
    try (var reader = Files.newBufferedReader(file)) {
      for (var text = reader.readLine(); text != null; text = reader.readLine()) {
        if (lines.size() == LINES_MAX) throw new IOException(file + " is too long");
        lines.add(Wire.read(text, TraceLine.class));
      }
      return lines;
    } catch (Wire.Garbled | MalformedInputException garbled) {
      throw new IOException(
          "%s, line %d, is no line of traces".formatted(file, lines.size() + 1), garbled);
    }
  }

  private static Recording of(TraceLine.Run run, List<TraceLine> lines) {
    checkRun(run);
    var orders = new ArrayList<Order>();
    var seen = new ArrayList<TraceLine.Seen>();
    for (var line : lines) {
      switch (line) {
        case TraceLine.Run _ -> throw new IllegalArgumentException("it has two runs");
        case TraceLine.Ordered order -> orders.add(checked(run, order).order());
        case TraceLine.Seen position -> seen.add(position);
      }
    }
    if (orders.isEmpty() || seen.isEmpty()) {
      throw new IllegalArgumentException("it has no orders or no positions");
    }
    return new Recording(run, List.copyOf(orders), tracks(run, seen));
  }

  private static void checkRun(TraceLine.Run run) {
    if (run.format() != TraceLine.FORMAT) {
      throw new IllegalArgumentException("its format is %d".formatted(run.format()));
    }
    if (run.seconds() < 1 || run.seconds() > SECONDS_MAX || run.drivers() < 1 || run.riders() < 1) {
      throw new IllegalArgumentException("its run has no drivers, riders or time");
    }
  }

  private static TraceLine.Ordered checked(TraceLine.Run run, TraceLine.Ordered order) {
    Role.CUSTOMER.number(order.rider(), run.riders());
    if (order.sinceOpeningMs() < 0 || order.quoteThinkMs() < 0 || order.patienceMs() < 0) {
      throw new IllegalArgumentException("an order of " + order.rider() + " has a time below 0");
    }
    return order;
  }

  private static Map<Integer, Track> tracks(TraceLine.Run run, List<TraceLine.Seen> seen) {
    var tracks = new TreeMap<Integer, Track>();
    seen.stream()
        .collect(
            groupingBy(
                position -> Role.DRIVER.number(position.driver(), run.drivers()),
                mapping(Recording::stop, toList())))
        .forEach((driver, stops) -> tracks.put(driver, new Track(stops)));
    return tracks;
  }

  private static Track.Stop stop(TraceLine.Seen seen) {
    return new Track.Stop(
        Duration.ofMillis(seen.sinceOpeningMs()), new Point(seen.lat(), seen.lon()));
  }
}
