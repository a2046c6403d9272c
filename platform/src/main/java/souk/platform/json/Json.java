package souk.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** The product's one JSON dialect: snake_case, RFC 3339 instants, money in minor units. */
@Singleton
public final class Json {
  private final ObjectMapper mapper;

  Json(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  public String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException("cannot write " + value.getClass(), failure);
    }
  }

  public byte[] bytes(Object value) {
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a value that this program or another version of it wrote.
   *
   * @throws IllegalArgumentException when the text does not fit the type
   */
  public <T> T read(String text, Class<T> type) {
    try {
      return mapper.readValue(text, type);
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException("not a " + type.getSimpleName(), failure);
    }
  }

  /** A reader of immutable values that reads the same text once. */
  public <T> ReadOnce<T> once(Class<T> type) {
    return new ReadOnce<>(this, type);
  }
}
