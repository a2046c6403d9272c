package souk.platform.identity.attempt;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/** Forgets attempts that no longer limit anything. */
@Singleton
final class AttemptForgetting implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Rates rates;
  private final SignInAttempts signIns;

  AttemptForgetting(Rates rates, SignInAttempts signIns) {
    this.rates = rates;
    this.signIns = signIns;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("attempt-forgetting", PAUSE, this::forget));
  }

  void forget() {
    rates.forget();
    signIns.forget();
  }
}
