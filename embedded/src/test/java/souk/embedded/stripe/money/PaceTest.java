package souk.embedded.stripe.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  @Test
  void changesWhatIsNamedAndNothingElse() {
    var pace = Pace.BRISK.with("payout=200, available=0");

    assertThat(pace).isEqualTo(Pace.BRISK.payout(Duration.ofMillis(200)).available(Duration.ZERO));
    assertThat(Pace.BRISK.with("")).isEqualTo(Pace.BRISK);
    assertThat(Pace.BRISK.with(pace.words())).isEqualTo(pace);
  }

  @ParameterizedTest
  @ValueSource(strings = {"payout", "payout=soon", "mood=1", "payout=-1"})
  void refusesWhatItDoesNotUnderstand(String words) {
    assertThatThrownBy(() -> Pace.BRISK.with(words)).isInstanceOf(IllegalArgumentException.class);
  }
}
