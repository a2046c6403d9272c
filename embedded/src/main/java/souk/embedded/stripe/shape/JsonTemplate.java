package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An object with every field that Stripe's clients expect; what varies is filled in. */
final class JsonTemplate {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode template;

  private JsonTemplate(ObjectNode template) {
    this.template = template;
  }

  static JsonTemplate named(String name) {
    try (var json = JsonTemplate.class.getResourceAsStream(name + ".json")) {
      var parsed = MAPPER.readValue(Objects.requireNonNull(json, name), ObjectNode.class);
      return new JsonTemplate(parsed);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  ObjectNode fresh() {
    return template.deepCopy();
  }

  static void putAll(ObjectNode target, Map<String, String> texts) {
    // sorted: a replayed answer and a new one of the same object must not differ in order
    texts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> target.put(entry.getKey(), entry.getValue()));
  }

  static void putAt(ObjectNode target, String field, @Nullable Instant at) {
    if (at != null) target.put(field, at.getEpochSecond());
  }
}
