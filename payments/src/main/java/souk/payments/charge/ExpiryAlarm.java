package souk.payments.charge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/**
 * Says once of each authorization that its window closes while its money is still reserved, so that
 * whoever owns the order captures in time.
 */
@Singleton
final class ExpiryAlarm implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(ExpiryAlarm.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int BATCH = 100;

  private final StoredCharges charges;
  private final ChargeRows rows;
  private final Duration within;
  private final Counter told;
  private volatile double runningOut;

  /**
   * @param within how long before its window closes the owner of an order is told; shorter than the
   *     shortest window, which is four days and eighteen hours
   */
  ExpiryAlarm(
      StoredCharges charges,
      ChargeRows rows,
      @Value("${souk.charges.expiring-within:1d}") Duration within,
      MeterRegistry meters) {
    this.charges = charges;
    this.rows = rows;
    this.within = within;
    this.told =
        Counter.builder("souk.charge.expiring")
            .description("Authorizations whose window was about to close with their money reserved")
            .register(meters);
    Gauge.builder("souk.charge.running.out", this, alarm -> alarm.runningOut)
        .description("Charges that are not over and whose window closes soon, or has")
        .register(meters);
  }

  /** How long before its window closes a charge is one that expires. */
  Duration within() {
    return within;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("charge-expiry-alarm", PAUSE, this::pass));
  }

  void pass() {
    List<ChargeStanding> expiring;
    do {
      expiring = charges.tellExpiring(within, BATCH);
      expiring.forEach(this::tell);
    } while (expiring.size() == BATCH);
    runningOut = rows.countExpiring(within.toMillis());
  }

  private void tell(ChargeStanding charge) {
    told.increment();
    log.warn(
        "what charge {} has reserved is let go at {}", charge.chargeId(), charge.captureBefore());
  }
}
