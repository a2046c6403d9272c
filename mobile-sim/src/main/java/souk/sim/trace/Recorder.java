package souk.sim.trace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import souk.sim.client.Wire;
import souk.sim.plan.CityPlan;
import souk.sim.plan.Person;
import souk.sim.road.Whereabouts.Motion;

/** Writes a run's orders, and every position from its opening on, as lines of JSON. */
public final class Recorder implements Traces, AutoCloseable {
  private static final double TENTHS = 10;

  private final String cityId;
  private final BufferedWriter writer;
  private @Nullable Instant openedAt;

  /**
   * Creates the file, or empties it.
   *
   * @throws IOException when it cannot be written
   */
  public Recorder(Path file, String cityId) throws IOException {
    this.cityId = cityId;
    writer = Files.newBufferedWriter(file);
  }

  /** The city opens now. */
  public synchronized void opened(CityPlan plan, Duration window) {
    var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    openedAt = now;
    write(
        new TraceLine.Run(
            TraceLine.FORMAT,
            cityId,
            plan.seed(),
            window.toSeconds(),
            plan.drivers().size(),
            plan.riders().size(),
            now));
    plan.orders().stream().map(TraceLine.Ordered::of).forEach(this::write);
  }

  @Override
  public synchronized void position(Instant at, Person driver, Motion motion) {
    var opening = openedAt;
    if (opening == null) return;
    write(
        new TraceLine.Seen(
            at,
            Duration.between(opening, at).toMillis(),
            cityId,
            driver.name(),
            motion.place().lat(),
            motion.place().lon(),
            Math.rint(motion.heading() * TENTHS) / TENTHS,
            Math.rint(motion.metresPerSecond() * TENTHS) / TENTHS));
  }

  private void write(TraceLine line) {
    try {
      writer.write(Wire.write(line));
      writer.newLine();
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    openedAt = null;
    writer.close();
  }
}
