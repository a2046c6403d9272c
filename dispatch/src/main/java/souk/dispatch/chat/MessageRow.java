package souk.dispatch.chat;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.rating.Party;

/** A message as its row has it. */
@MappedEntity(value = "chat_message", schema = "dispatch")
record MessageRow(
    UUID tripId,
    UUID driverId,
    long seq,
    String author,
    @Id UUID id,
    String text,
    @Nullable String concern,
    Instant sentAt) {

  ChatMessage message() {
    return new ChatMessage(tripId, seq, id, Party.valueOf(author), text, sentAt);
  }
}
