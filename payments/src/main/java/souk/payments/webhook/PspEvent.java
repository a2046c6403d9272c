package souk.payments.webhook;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That something happened at the provider. It says where to look, not what is there: events come
 * late, twice and in any order, so no state is taken from one.
 *
 * @param id the provider's id of the event
 * @param type such as {@code payment_intent.succeeded}; there may be types that nobody knows yet
 * @param createdAt by the provider's clock
 * @param objectId the provider's id of what it is about, such as {@code re_…} or {@code dp_…}
 * @param metadata what we once wrote on that object, such as {@code refund_id}; may be empty
 * @param payment the provider's id of the payment that the object is or belongs to
 * @param account the connected account that it happened on; null for the platform's own
 */
public record PspEvent(
    String id,
    String type,
    Instant createdAt,
    String objectId,
    Map<String, String> metadata,
    @Nullable String payment,
    @Nullable String account) {
  public PspEvent {
    metadata = Map.copyOf(metadata);
  }
}
