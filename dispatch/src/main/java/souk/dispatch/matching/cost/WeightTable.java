package souk.dispatch.matching.cost;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import souk.dispatch.Product;
import souk.dispatch.city.Cities;
import souk.dispatch.city.CityId;

/** The weights of every city and product. */
@Singleton
public final class WeightTable {
  /** Nobody says which of two rules for one scope would count. */
  private final Map<Scope, WeightRule> rules = new HashMap<>();

  /** What a rule is for; empty means all. */
  private record Scope(Optional<CityId> city, Optional<Product> product) {}

  /**
   * @throws IllegalArgumentException in one sentence, when a rule names a city that is not served
   *     or no product, or two rules are for the same
   */
  WeightTable(Collection<WeightRule> configured, Cities cities) {
    for (var rule : configured) {
      var before = rules.put(scope(rule, cities), rule);
      if (before != null) {
        throw WeightRule.wrong(rule.name(), "is for the same as " + before.name() + ".");
      }
    }
  }

  /** The particular before the general: city and product, the city, the product, everywhere. */
  public Weights of(CityId city, Product product) {
    var ofCity = Optional.of(city);
    var ofProduct = Optional.of(product);
    return Stream.of(
            new Scope(Optional.empty(), Optional.empty()),
            new Scope(Optional.empty(), ofProduct),
            new Scope(ofCity, Optional.empty()),
            new Scope(ofCity, ofProduct))
        .flatMap(scope -> Optional.ofNullable(rules.get(scope)).stream())
        .reduce(Weights.STANDARD, (less, rule) -> rule.over(less), (_, more) -> more);
  }

  private static Scope scope(WeightRule rule, Cities cities) {
    return new Scope(
        rule.city().map(slug -> city(rule, slug, cities)),
        rule.product().map(slug -> product(rule, slug)));
  }

  private static CityId city(WeightRule rule, String slug, Cities cities) {
    return cities.all().stream()
        .map(city -> city.id())
        .filter(id -> id.slug().equals(slug))
        .findFirst()
        .orElseThrow(
            () -> WeightRule.wrong(rule.name(), "names a city that is not served: " + slug));
  }

  private static Product product(WeightRule rule, String slug) {
    return Product.of(slug)
        .orElseThrow(() -> WeightRule.wrong(rule.name(), "names no product: " + slug));
  }
}
