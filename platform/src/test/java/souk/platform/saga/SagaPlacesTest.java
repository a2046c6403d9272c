package souk.platform.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** What a process does at once is shared by weight, all of it, and nobody is left without. */
class SagaPlacesTest {
  @Example
  void ridesHaveTwiceWhatStaysHaveAndSettlementsOne() {
    assertThat(SagaPlaces.of(Map.of("ride", 2, "stay", 1, "settlement", 0), 10))
        .isEqualTo(Map.of("ride", 6, "stay", 3, "settlement", 1));
    assertThat(SagaPlaces.of(Map.of("ride", 2, "settlement", 0), 10))
        .isEqualTo(Map.of("ride", 9, "settlement", 1));
  }

  @Property
  void togetherTheyNeverHaveMoreThanWasConfiguredAndEachHasOne(
      @ForAll @NotEmpty @Size(max = 8)
          Map<@AlphaChars @StringLength(min = 1, max = 5) String, @IntRange(max = 100) Integer>
              weights,
      @ForAll @IntRange(max = 200) int configured) {
    var places = SagaPlaces.of(weights, configured);
    assertThat(places.keySet()).isEqualTo(weights.keySet());
    assertThat(places.values()).allMatch(has -> has >= 1);
    var sum = places.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(sum).isLessThanOrEqualTo(Math.max(configured, weights.size()));
    if (weights.values().stream().anyMatch(weight -> weight > 0)) {
      assertThat(sum).isEqualTo(Math.max(configured, weights.size()));
    }
  }
}
