package souk.embedded.stripe.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the caller is told.
 *
 * @param original the id of the first request with the same key, when this repeats its answer
 * @param limited Stripe's word for the limit that was reached, when one was
 */
public record Answer(
    int status,
    String body,
    String requestId,
    @Nullable String original,
    @Nullable String limited) {
  static Answer of(Reply reply, String requestId) {
    return new Answer(reply.status(), reply.json().toString(), requestId, null, null);
  }

  /** The same, saying which limit it is about. */
  Answer limitedBy(String reason) {
    return new Answer(status, body, requestId, original, reason);
  }

  /** The request whose answer this repeats, if it repeats one. */
  public Optional<String> replayOf() {
    return Optional.ofNullable(original);
  }
}
