package souk.platform.timeline;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an order.
 *
 * @param type {@code <aggregate>.<past event>}
 * @param actor who brought it about
 * @param summary for a reader, in a few words
 * @param version of the aggregate afterwards; 0 where it has none
 * @param data what else is known of it, to be shown as JSON
 */
@Introspected
public record TimelineEntry(
    Instant at,
    Source source,
    String type,
    Actor actor,
    String summary,
    long version,
    @Nullable Object data) {

  /**
   * By time. At the same instant causes come before their effects: what operators did, then what
   * dispatch and payments decided, then the ride, which follows them; and of one aggregate its
   * versions.
   */
  public static final Comparator<TimelineEntry> ORDER =
      Comparator.comparing(TimelineEntry::at)
          .thenComparing(TimelineEntry::source)
          .thenComparing(TimelineEntry::version);

  /** Who tells of it, causes before effects. */
  public enum Source {
    OPERATIONS,
    DISPATCH,
    PAYMENTS,
    BOOKING
  }
}
