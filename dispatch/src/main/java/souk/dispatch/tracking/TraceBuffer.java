package souk.dispatch.tracking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.PositionRecorder;
import souk.dispatch.tracking.TraceTable.Seen;
import souk.platform.background.BackgroundLoop;
import souk.platform.postgres.Pool;
import souk.platform.postgres.Statements.DatabaseFailure;

/**
 * Takes positions on their way in without ever waiting, and writes them every second in batches.
 * While PostgreSQL is away they wait here; what comes when the buffer is full is lost and counted.
 */
@Singleton
final class TraceBuffer implements PositionRecorder {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int BATCH_MAX = 5_000;

  /** Whoever comes with older ones has no trip that is still of interest. */
  private static final Duration AGE_MAX = Duration.ofDays(1);

  private static final Logger log = LoggerFactory.getLogger(TraceBuffer.class);

  private final TraceTable table;
  private final BlockingQueue<Seen> waiting;
  private final Counter written;
  private final Counter full;
  private final Counter old;
  private final BackgroundLoop loop;

  /** Taken from the queue and not yet written: tried again until it is. */
  private final List<Seen> batch = new ArrayList<>(BATCH_MAX);

  TraceBuffer(TraceTable table, TrackingConfiguration configuration, MeterRegistry metrics) {
    this.table = table;
    this.waiting = new ArrayBlockingQueue<>(configuration.getBuffer());
    this.written = metrics.counter("souk.traces.written");
    this.full = metrics.counter("souk.traces.lost", "reason", "full");
    this.old = metrics.counter("souk.traces.lost", "reason", "old");
    metrics.gaugeCollectionSize("souk.traces.waiting", List.of(), waiting);
    this.loop = BackgroundLoop.start("trace-writing", EVERY, this::write);
  }

  @Override
  public void record(UUID driver, Position position) {
    if (position.at().isBefore(Instant.now().minus(AGE_MAX))) {
      old.increment();
    } else if (!waiting.offer(new Seen(driver, position))) {
      full.increment();
    }
  }

  @Override
  public void keepNow() {
    try {
      write();
    } catch (DatabaseFailure away) {
      log.debug("{} trace points wait for the next pass", batch.size(), away);
    }
  }

  private synchronized void write() {
    while (!batch.isEmpty() || waiting.drainTo(batch, BATCH_MAX) > 0) {
      written.increment(table.write(batch));
      batch.clear();
    }
  }

  /** Whoever stops a process does not lose what it was told. */
  @PreDestroy
  void close() {
    loop.close();
    try {
      Pool.BACKGROUND.run(this::write);
    } catch (RuntimeException away) {
      log.warn(
          "{} trace points are lost at the end: {}",
          batch.size() + waiting.size(),
          away.getMessage());
    }
  }
}
