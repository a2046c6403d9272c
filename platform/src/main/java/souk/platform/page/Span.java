package souk.platform.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.platform.problem.Problem;

/**
 * The time that a list is asked for.
 *
 * @param from included
 * @param until not included
 */
public record Span(Instant from, Instant until) {
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  /**
   * Nothing means as early, or as late, as there is anything.
   *
   * @throws Problem 400 {@code span_invalid} for an end before the beginning, or a time that no row
   *     can have
   */
  public static Span of(@Nullable Instant from, @Nullable Instant until) {
    var span = new Span(from == null ? Instant.EPOCH : from, until == null ? END : until);
    if (span.from.isBefore(Instant.EPOCH) || span.until.isAfter(END) || !span.isInOrder()) {
      throw Problem.malformed("span_invalid", "Let from lie before until, both after 1970.");
    }
    return span;
  }

  private boolean isInOrder() {
    return from.isBefore(until);
  }
}
