package souk.dispatch.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetyWordsTest {
  private final SafetyWords words = new SafetyWords(List.of("knife", "threat*", "menac*"));

  @ParameterizedTest
  @ValueSource(
      strings = {"He had a KNIFE!", "threatening words", "il m'a menacé", "knife", "a (knife)"})
  void areFoundWhateverTheirFormIs(String comment) {
    assertThat(words.in(comment)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "penknife", "knifes", "a treat", "lovely ride \uD83D\uDE97"})
  void areNotFoundInOtherWords(String comment) {
    assertThat(words.in(comment)).isFalse();
  }
}
