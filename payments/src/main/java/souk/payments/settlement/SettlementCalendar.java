package souk.payments.settlement;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/**
 * Sees to it that each day has its run; the sweeper starts its saga when it is due. The lag of what
 * has been compared is measured here, so that it is known also where no saga runs.
 */
@Singleton
final class SettlementCalendar implements BackgroundWork {
  /** The provider's account whose statement is settled: there is one. */
  static final String ACCOUNT = "stripe";

  private static final Logger log = LoggerFactory.getLogger(SettlementCalendar.class);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
  private static final int LOOKS_A_DAY = 4;

  private final Settlements runs;
  private final Duration pause;
  private volatile double lagSeconds;

  SettlementCalendar(
      Settlements runs, SettlementConfiguration configuration, MeterRegistry meters) {
    this.runs = runs;
    var part = configuration.day().dividedBy(LOOKS_A_DAY);
    this.pause = part.compareTo(PAUSE_MAX) < 0 ? part : PAUSE_MAX;
    Gauge.builder("souk.settlement.lag", this, calendar -> calendar.lagSeconds)
        .description("Since when a day that is over has not been compared with the provider's")
        .baseUnit("seconds")
        .register(meters);
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("settlement-calendar", pause, this::pass));
  }

  /** Two processes that do this at once enter each day once. */
  void pass() {
    var entered = runs.enterDays(ACCOUNT);
    if (entered > 1) log.info("{} days are to be settled", entered);
    lagSeconds = runs.lagSeconds();
  }
}
