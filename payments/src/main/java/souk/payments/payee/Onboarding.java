package souk.payments.payee;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.Pool;

/**
 * Opens the accounts that could not be opened when they were asked for, and looks how the provider
 * judges those who wait for it or whom it has told of.
 */
@Singleton
final class Onboarding implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(Onboarding.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** One after the other: they are seldom, and nobody's money is late because of it. */
  private static final int AT_ONCE = 10;

  private final Payees payees;

  Onboarding(Payees payees) {
    this.payees = payees;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("onboarding", PAUSE, this::pass));
  }

  void pass() {
    payees.claimDue(AT_ONCE).forEach(this::look);
  }

  private void look(Payee payee) {
    try {
      Pool.BACKGROUND.call(() -> payees.look(payee));
    } catch (RuntimeException failure) {
      log.warn("payee {} was not looked at: {}", payee.id(), failure.toString());
    }
  }
}
