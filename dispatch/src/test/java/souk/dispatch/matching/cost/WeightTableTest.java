package souk.dispatch.matching.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.dispatch.Product;
import souk.dispatch.city.Cities;
import souk.dispatch.city.CityId;

class WeightTableTest {
  private static final CityId MONACO = new CityId("monaco");
  private static final CityId ELSEWHERE = new CityId("elsewhere");

  @Test
  void withoutRulesAllIsStandard() {
    assertThat(table().of(MONACO, Product.XL)).isEqualTo(Weights.STANDARD);
  }

  @Test
  void theMoreParticularRuleComesFirstAndLeavesTheRestToTheOthers() {
    var table =
        table(
            rule("all", null, null, 1, 10),
            rule("city", "monaco", null, 2, null),
            rule("product", null, "xl", 3, 30),
            rule("both", "monaco", "xl", 4, null));

    assertThat(table.of(ELSEWHERE, Product.STANDARD)).isEqualTo(weights(1, 10));
    assertThat(table.of(ELSEWHERE, Product.XL)).isEqualTo(weights(3, 30));
    assertThat(table.of(MONACO, Product.STANDARD)).isEqualTo(weights(2, 10));
    assertThat(table.of(MONACO, Product.XL)).isEqualTo(weights(4, 30));
  }

  @Test
  void twoRulesForTheSameAreRefused() {
    assertThatThrownBy(
            () -> table(rule("a", "monaco", null, 1, 1), rule("b", "monaco", null, 2, 2)))
        .hasMessage("souk.matching.weights.b is for the same as a.");
  }

  @Test
  void aRuleIsForACityThatIsServedAndAProductThatExists() {
    assertThatThrownBy(() -> table(rule("a", "atlantis", null, 1, 1)))
        .hasMessage("souk.matching.weights.a names a city that is not served: atlantis");
    assertThatThrownBy(() -> table(rule("a", null, "rocket", 1, 1)))
        .hasMessage("souk.matching.weights.a names no product: rocket");
  }

  @Test
  void aRuleSaysSomething() {
    assertThatThrownBy(() -> rule("acceptance", null, null, null, null))
        .hasMessageStartingWith("souk.matching.weights.acceptance names no term");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 86_401, Double.NaN, Double.POSITIVE_INFINITY})
  void aWeightIsBounded(double weight) {
    assertThatThrownBy(() -> rule("a", null, null, weight, null))
        .hasMessage("souk.matching.weights.a has a weight that is not between 0 and 86400.");
  }

  private static WeightTable table(WeightRule... rules) {
    return new WeightTable(List.of(rules), Cities.standard());
  }

  private static Weights weights(double eta, double acceptance) {
    var standard = Weights.STANDARD;
    return new Weights(
        eta,
        standard.rating(),
        acceptance,
        standard.fairness(),
        standard.idle(),
        standard.waiting(),
        standard.givenBack());
  }

  private static WeightRule rule(
      String name,
      @Nullable String city,
      @Nullable String product,
      @Nullable Number eta,
      @Nullable Number acceptance) {
    return new WeightRule(
        name,
        Optional.ofNullable(city),
        Optional.ofNullable(product),
        Optional.ofNullable(eta).map(Number::doubleValue),
        Optional.empty(),
        Optional.ofNullable(acceptance).map(Number::doubleValue),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
