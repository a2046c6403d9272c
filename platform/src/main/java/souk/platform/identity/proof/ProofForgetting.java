package souk.platform.identity.proof;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/** Forgets tokens that can no longer be used. */
@Singleton
final class ProofForgetting implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofHours(1);

  private final OneTimeTokens tokens;

  ProofForgetting(OneTimeTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("token-forgetting", PAUSE, tokens::forget));
  }
}
