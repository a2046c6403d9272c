package souk.platform.idempotency;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;

/** Forgets answers once the promised time is over. */
@Singleton
final class AnswerForgetting implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofHours(1);

  private final Collection<AnswerTable> tables;

  AnswerForgetting(Collection<AnswerTable> tables) {
    this.tables = tables;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("answer-forgetting", PAUSE, this::forget));
  }

  private void forget() {
    tables.forEach(table -> table.forget(Idempotency.KEPT));
  }
}
