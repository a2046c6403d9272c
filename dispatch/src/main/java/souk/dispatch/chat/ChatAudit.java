package souk.dispatch.chat;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of conversations. */
@Factory
final class ChatAudit {
  @Singleton
  @Named("dispatch_chat_without_gaps")
  AuditRule withoutGaps() {
    return new AuditRule(
        "dispatch_chat_without_gaps",
        "The messages of a conversation of the last day are numbered from 1 without gaps.",
        Duration.ofSeconds(1),
        """
        SELECT CAST(chat.trip_id AS text) AS subject,
               'counts ' || chat.last_seq || ', has ' || stored.messages || ' up to '
                 || stored.last_seq AS detail
        FROM dispatch.chat
        CROSS JOIN LATERAL (
          SELECT count(*) AS messages, coalesce(max(seq), 0) AS last_seq
          FROM dispatch.chat_message message
          WHERE message.trip_id = chat.trip_id AND message.driver_id = chat.driver_id) stored
        WHERE chat.last_at BETWEEN clock_timestamp() - interval '1 day'
            AND clock_timestamp() - ? * interval '1 s'
          AND (stored.messages <> chat.last_seq OR stored.last_seq <> chat.last_seq)
        """);
  }
}
