package souk.payments.psp.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ValueRange;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import souk.payments.webhook.PspEvent;
import souk.platform.problem.Problem;

/** Reads of an event of Stripe where to look, and nothing of what is there. */
@Singleton
final class StripeEvents {
  /** Ids and types, as Stripe writes them. */
  private static final Pattern WORD = Pattern.compile("[!-~]{1,255}");

  private static final ValueRange SECONDS = ValueRange.of(0, 100_000_000_000L);

  private final ObjectMapper mapper;

  StripeEvents(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * @throws Problem 400 {@code event_malformed} for what is no event
   */
  PspEvent read(byte[] body) {
    var event = tree(body);
    var object = event.path("data").path("object");
    var id = text(object.path("id"));
    // a balance, for one, has none
    var objectId = id == null ? "" : id;
    return new PspEvent(
        required(event, "id"),
        required(event, "type"),
        createdAt(event.path("created")),
        objectId,
        metadata(object.path("metadata")),
        "payment_intent".equals(object.path("object").asText()) ? objectId : payment(object),
        text(event.path("account")));
  }

  private JsonNode tree(byte[] body) {
    try {
      return mapper.readTree(body);
    } catch (IOException noJson) {
      throw malformed();
    }
  }

  private static String required(JsonNode event, String field) {
    var text = text(event.path(field));
    if (text == null) throw malformed();
    return text;
  }

  private static Instant createdAt(JsonNode seconds) {
    if (!seconds.isIntegralNumber() || !SECONDS.isValidValue(seconds.asLong())) throw malformed();
    return Instant.ofEpochSecond(seconds.asLong());
  }

  private static @Nullable String payment(JsonNode object) {
    var payment = object.path("payment_intent");
    return text(payment.isObject() ? payment.path("id") : payment);
  }

  private static Map<String, String> metadata(JsonNode metadata) {
    var entries = new HashMap<String, String>();
    metadata.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
    return entries;
  }

  private static @Nullable String text(JsonNode node) {
    if (!node.isTextual()) return null;
    if (!WORD.matcher(node.asText()).matches()) throw malformed();
    return node.asText();
  }

  private static Problem malformed() {
    return Problem.malformed("event_malformed", "This is not an event.");
  }
}
