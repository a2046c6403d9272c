package souk.dispatch.matching.cost;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What configuration says of the weights of a cost's terms, below {@code souk.matching.weights.<any
 * name>}. What a rule does not say is said by the next less particular one, at last by {@link
 * Weights#STANDARD}.
 *
 * @param name for messages only
 * @param city slug of the city the rule is for; without it, all
 * @param product slug of the product the rule is for; without it, all
 * @param eta default 1, for each second to the pick-up
 * @param rating default 240 s
 * @param acceptance default 60 s
 * @param fairness default 60 s
 * @param idle default 60 s
 * @param waiting default 1200 s
 * @param givenBack default 3600 s
 */
@EachProperty("souk.matching.weights")
record WeightRule(
    @Parameter String name,
    Optional<String> city,
    Optional<String> product,
    Optional<Double> eta,
    Optional<Double> rating,
    Optional<Double> acceptance,
    Optional<Double> fairness,
    Optional<Double> idle,
    Optional<Double> waiting,
    Optional<Double> givenBack) {

  /** A day for every term: more is a slip, and sums of costs stay exact. */
  private static final double LARGEST = 86_400;

  private static final List<String> TERMS =
      List.of("eta", "rating", "acceptance", "fairness", "idle", "waiting", "given-back");

  /**
   * @throws IllegalArgumentException in one sentence, when it says nothing or a weight is no weight
   */
  WeightRule {
    var given =
        Stream.of(eta, rating, acceptance, fairness, idle, waiting, givenBack)
            .flatMap(Optional::stream)
            .toList();
    if (given.isEmpty()) throw wrong(name, "names no term; it needs one of " + TERMS);
    if (given.stream().anyMatch(weight -> !(weight >= 0 && weight <= LARGEST))) {
      throw wrong(name, "has a weight that is not between 0 and %.0f.".formatted(LARGEST));
    }
  }

  /** The weights with what this rule says of them. */
  Weights over(Weights less) {
    return new Weights(
        eta.orElse(less.eta()),
        rating.orElse(less.rating()),
        acceptance.orElse(less.acceptance()),
        fairness.orElse(less.fairness()),
        idle.orElse(less.idle()),
        waiting.orElse(less.waiting()),
        givenBack.orElse(less.givenBack()));
  }

  static IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException("souk.matching.weights.%s %s".formatted(name, what));
  }
}
