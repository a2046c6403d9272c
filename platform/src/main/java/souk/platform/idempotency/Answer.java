package souk.platform.idempotency;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it was or will be sent, byte for byte.
 *
 * @param subject the aggregate that the call made; a replay hurries its saga
 */
public record Answer(
    int status,
    Map<String, String> headers,
    byte[] body,
    @Nullable UUID subject,
    boolean replayed) {

  public Optional<UUID> subjectId() {
    return Optional.ofNullable(subject);
  }

  Answer asReplay() {
    return new Answer(status, headers, body, subject, true);
  }
}
