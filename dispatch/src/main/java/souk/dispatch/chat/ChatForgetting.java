package souk.dispatch.chat;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.Statements;

/** What people wrote to each other is not kept longer than a dispute may need it. */
@Singleton
final class ChatForgetting implements BackgroundWork {
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final int AT_ONCE = 500;
  private static final String FORGET =
      """
      WITH old AS (
        SELECT trip_id, driver_id FROM dispatch.chat
        WHERE last_at < clock_timestamp() - ? * interval '1 s'
        ORDER BY last_at LIMIT ? FOR UPDATE SKIP LOCKED),
      forgotten AS (
        DELETE FROM dispatch.chat_message message USING old
        WHERE message.trip_id = old.trip_id AND message.driver_id = old.driver_id)
      DELETE FROM dispatch.chat USING old
      WHERE chat.trip_id = old.trip_id AND chat.driver_id = old.driver_id
      """;

  private final Statements database;
  private final Duration retention;

  ChatForgetting(Statements database, ChatConfiguration configuration) {
    this.database = database;
    this.retention = configuration.getRetention();
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.startPaced("chat-forgetting", PAUSE, this::forget));
  }

  private Duration forget() {
    return forget(AT_ONCE) < AT_ONCE ? PAUSE : Duration.ZERO;
  }

  /** Answers how many conversations it were, of at most so many. */
  int forget(int limit) {
    return database.update(
        FORGET,
        statement -> {
          statement.setLong(1, retention.toSeconds());
          statement.setInt(2, limit);
        });
  }
}
