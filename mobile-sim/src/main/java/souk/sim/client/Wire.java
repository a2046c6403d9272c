package souk.sim.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** JSON as the API speaks it: snake_case fields, RFC 3339 instants, unknown fields ignored. */
public final class Wire {
  private static final JsonMapper JSON = settings().build();
  private static final JsonMapper PRETTY =
      settings().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Wire() {}

  /** Reads JSON; throws {@link Garbled} when it is none or not of this type. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new Garbled("no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  /** Reads JSON into a tree; throws {@link Garbled} when it is no JSON. */
  public static JsonNode tree(String json) {
    return read(json, JsonNode.class);
  }

  /** Reads a part of a tree; throws {@link Garbled} when it is not of this type. */
  public static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return JSON.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new Garbled("no " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  /** Writes one line of JSON. */
  public static String write(Object value) {
    return write(JSON, value);
  }

  /** Writes JSON for people, too. */
  public static String writePretty(Object value) {
    return write(PRETTY, value);
  }

  private static String write(JsonMapper json, Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value.getClass() + " cannot be written", e);
    }
  }

  private static MapperBuilder<JsonMapper, JsonMapper.Builder> settings() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
  }

  /** Somebody's JSON is not what was agreed. */
  public static final class Garbled extends RuntimeException {
    private static final long serialVersionUID = 1;

    Garbled(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
