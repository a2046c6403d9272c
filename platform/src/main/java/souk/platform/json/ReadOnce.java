package souk.platform.json;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;

/**
 * Reads texts of one immutable type, and the same text once only while it is asked for now and
 * then: a ride's row is read some twenty times on its way, and its price never changes.
 */
public final class ReadOnce<T> {
  private static final int KEPT_MAX = 5_000;
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final LoadingCache<String, T> values;

  ReadOnce(Json json, Class<T> type) {
    this.values =
        Caffeine.newBuilder()
            .maximumSize(KEPT_MAX)
            .expireAfterAccess(KEPT)
            .build(text -> json.read(text, type));
  }

  /**
   * The value that the text says.
   *
   * @throws IllegalArgumentException when the text does not fit the type
   */
  public T of(String text) {
    return values.get(text);
  }
}
