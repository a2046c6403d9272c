package souk.platform.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.ModuleSchema;

/**
 * Forgets what handlers did a week ago: an event is relayed for as long as it is in the outbox, and
 * the audit complains of one that has been there for seconds.
 */
@Singleton
final class InboxForgetting implements BackgroundWork {
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration PAUSE = Duration.ofHours(1);

  private final Collection<ModuleSchema> schemas;
  private final Inbox inbox;

  InboxForgetting(Collection<ModuleSchema> schemas, Inbox inbox) {
    this.schemas = schemas;
    this.inbox = inbox;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("inbox-forgetting", PAUSE, this::forget));
  }

  private void forget() {
    schemas.forEach(schema -> inbox.forget(schema, KEPT));
  }
}
