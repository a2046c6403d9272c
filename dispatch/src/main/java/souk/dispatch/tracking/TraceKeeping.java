package souk.dispatch.tracking;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.DatabaseClock;

/** Makes the partitions of the days to come and drops those whose time is over. */
@Singleton
final class TraceKeeping implements BackgroundWork {
  /** Today, in which most points fall, and yesterday, of which late ones may come. */
  private static final Duration RETENTION_MIN = Duration.ofDays(2);

  private static final int DAYS_AHEAD = 3;
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Logger log = LoggerFactory.getLogger(TraceKeeping.class);

  private final TracePartitions partitions;
  private final DatabaseClock clock;
  private final Duration retention;

  TraceKeeping(
      TracePartitions partitions, DatabaseClock clock, TrackingConfiguration configuration) {
    this.partitions = partitions;
    this.clock = clock;
    this.retention = configuration.getRetention();
    if (retention.compareTo(RETENTION_MIN) < 0) {
      throw new IllegalArgumentException(
          "souk.traces.retention must be at least two days, not " + retention);
    }
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("trace-keeping", PAUSE, this::keep));
  }

  private void keep() {
    keep(LocalDate.ofInstant(clock.now(), ZoneOffset.UTC));
  }

  /** Brings the partitions to where they should be on that day. */
  void keep(LocalDate today) {
    for (int ahead = -1; ahead <= DAYS_AHEAD; ahead++) partitions.make(today.plusDays(ahead));
    var oldest = today.minusDays(retention.toDays());
    partitions.days().stream().filter(day -> day.isBefore(oldest)).forEach(this::drop);
  }

  private void drop(LocalDate day) {
    partitions.drop(day);
    log.info("the traces of {} are dropped", day);
  }
}
