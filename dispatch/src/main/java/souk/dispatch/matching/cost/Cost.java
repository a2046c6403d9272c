package souk.dispatch.matching.cost;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
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
  @Schema(name = "CostTerm")
  public record Part(Term term, double weight, double value, long costMs) {
    static Part of(Term term, double weight, double measured) {
      var value = Math.round(measured * DIGITS) / DIGITS;
      return new Part(term, weight, value, Math.round(weight * value * 1_000));
    }
  }

  /** The sum of the terms of these facts. */
  public static Cost of(Weights weights, Facts facts) {
    var record = facts.record();
    return new Cost(
        List.of(
            Part.of(Term.ETA, weights.eta(), Terms.eta(facts.toPickup())),
            Part.of(Term.RATING, weights.rating(), Terms.rating(record.starsBelow())),
            Part.of(
                Term.ACCEPTANCE,
                weights.acceptance(),
                Terms.acceptance(record.refused(), record.answered())),
            Part.of(
                Term.FAIRNESS, weights.fairness(), Terms.fairness(record.lastHour(), facts.mean())),
            Part.of(Term.IDLE, weights.idle(), Terms.idle(facts.free())),
            Part.of(Term.WAITING, weights.waiting(), Terms.waiting(facts.waited(), facts.search())),
            Part.of(Term.GIVEN_BACK, weights.givenBack(), Terms.givenBack(facts.givenBack()))));
  }

  public Cost {
    parts = List.copyOf(parts);
  }

  /** The cost in milliseconds. */
  public long millis() {
    return parts.stream().mapToLong(Part::costMs).sum();
  }
}
