package souk.payments.charge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.Pool;

/**
 * Drives on every charge that nobody else does: one whose caller died between intent and outcome,
 * one whose outcome is unknown, one whose authorization should have run out.
 */
@Singleton
final class ChargeResolver implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(ChargeResolver.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int BATCH = 32;
  private static final int AT_ONCE = 8;

  /** With the pauses between them, about an hour. */
  private static final int LOOKS_QUIET = 20;

  private final StoredCharges stored;
  private final Charges charges;
  private final Counter unresolved;

  ChargeResolver(StoredCharges stored, Charges charges, MeterRegistry meters) {
    this.stored = stored;
    this.charges = charges;
    this.unresolved =
        Counter.builder("souk.charge.unresolved")
            .description("Charges whose outcome stayed unknown after many looks at the provider")
            .register(meters);
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("charge-resolver", PAUSE, this::pass));
  }

  /** Looks at all charges whose time has come. */
  void pass() {
    List<StoredCharge> due;
    do {
      due = stored.claimDue(BATCH);
      due.stream().gather(Gatherers.mapConcurrent(AT_ONCE, this::look)).forEach(_ -> {});
    } while (due.size() == BATCH);
  }

  private StoredCharge look(StoredCharge charge) {
    alert(charge);
    try {
      return Pool.BACKGROUND.call(() -> charges.resolve(charge));
    } catch (RuntimeException failure) {
      log.warn("charge {} could not be looked at: {}", charge.id(), failure.toString());
      return charge;
    }
  }

  /** A person is needed; the looks go on, and nothing is ever assumed. */
  private void alert(StoredCharge charge) {
    if (charge.looks() != LOOKS_QUIET || charge.charge().work() == null) return;
    unresolved.increment();
    log.error("charge {} is still unresolved after {} looks", charge.id(), charge.looks());
  }
}
