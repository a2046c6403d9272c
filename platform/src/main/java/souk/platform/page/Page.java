package souk.platform.page;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page begins; null on the last
 */
@Introspected
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  public Page {
    items = List.copyOf(items);
  }

  /** A page of at most {@code limit} items, given one more when there is one. */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
    if (found.size() <= limit) return new Page<>(found, null);
    var items = found.subList(0, limit);
    return new Page<>(items, cursor.apply(items.getLast()).text());
  }

  public <U> Page<U> map(Function<T, U> view) {
    return new Page<>(items.stream().map(view).toList(), nextCursor);
  }
}
