package souk.dispatch.matching;

import io.micronaut.core.annotation.Introspected;
import java.util.List;

/**
 * What it costs to give a driver a trip.
 *
 * @param parts what it is made of; they sum to the cost
 */
public record Cost(List<Part> parts) {
  /** Digits of a term beyond these say nothing. */
  private static final double DIGITS = 10_000;

  /**
   * One term of a cost.
   *
   * @param weight seconds that a full measure is worth
   * @param value the measure, to four digits
   * @param costMs weight times value, in milliseconds
   */
  @Introspected
  public record Part(Term term, double weight, double value, long costMs) {
    static Part of(Term term, double weight, double measured) {
      var value = Math.round(measured * DIGITS) / DIGITS;
      return new Part(term, weight, value, Math.round(weight * value * 1_000));
    }
  }

  public Cost {
    parts = List.copyOf(parts);
  }

  long millis() {
    return parts.stream().mapToLong(Part::costMs).sum();
  }
}
