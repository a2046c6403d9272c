package souk.payments.dispute;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/** Says once of each dispute that its time runs out: one that nobody answers is lost. */
@Singleton
final class DisputeAlarm implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(DisputeAlarm.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int BATCH = 100;

  private final StoredDisputes disputes;
  private final Duration within;
  private final Counter due;

  /**
   * @param within how long before its time runs out operations are told
   */
  DisputeAlarm(
      StoredDisputes disputes,
      @Value("${souk.disputes.warn-before:2d}") Duration within,
      MeterRegistry meters) {
    this.disputes = disputes;
    this.within = within;
    this.due =
        Counter.builder("souk.dispute.due")
            .description("Disputes that nobody had answered shortly before their time ran out")
            .register(meters);
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("dispute-alarm", PAUSE, this::pass));
  }

  void pass() {
    List<StoredDispute> urgent;
    do {
      urgent = disputes.warn(within, BATCH);
      urgent.forEach(this::warn);
    } while (urgent.size() == BATCH);
  }

  private void warn(StoredDispute dispute) {
    due.increment();
    var about = dispute.about();
    log.error(
        "dispute {} is lost unless it is answered by {}",
        dispute.id(),
        about == null ? "then" : about.dueBy());
  }
}
