package souk.dispatch.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CityIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"m", "monaco", "new-york", "district-9"})
  void takesSlugs(String slug) {
    assertThat(new CityId(slug)).hasToString(slug);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Monaco",
        "9th",
        "-x",
        "x-",
        "a b",
        "a{b}",
        "a:b",
        "a-slug-of-more-than-forty-letters-in-all-x"
      })
  void rejectsWhatWouldNotBeSafeInAKeyOrAnAddress(String slug) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CityId(slug));
  }
}
