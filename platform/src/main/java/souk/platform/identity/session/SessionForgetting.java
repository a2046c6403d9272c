package souk.platform.identity.session;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/** Forgets sessions whose refresh token has expired. */
@Singleton
final class SessionForgetting implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofHours(1);

  private final SessionRows sessions;

  SessionForgetting(SessionRows sessions) {
    this.sessions = sessions;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("session-forgetting", PAUSE, sessions::forget));
  }
}
