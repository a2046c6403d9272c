package souk.platform.page;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor to be given for the next page; null at the end
 */
@Introspected
public record Page<T>(List<T> items, @Nullable String nextCursor) {
  /**
   * Makes a page of rows that were read in the order of a {@link Cursor}.
   *
   * @param rows one more than the page holds, if there are more
   * @param limit how many the page holds at most
   */
  public static <R, T> Page<T> of(
      List<R> rows,
      int limit,
      Function<R, Instant> createdAt,
      Function<R, UUID> id,
      Function<R, T> item) {
    var items = rows.stream().limit(limit).map(item).toList();
    if (rows.size() <= limit) return new Page<>(items, null);
    var last = rows.get(limit - 1);
    return new Page<>(items, new Cursor(createdAt.apply(last), id.apply(last)).text());
  }
}
