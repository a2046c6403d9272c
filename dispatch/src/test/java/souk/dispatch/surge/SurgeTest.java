package souk.dispatch.surge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.dispatch.city.Cities;
import souk.dispatch.city.Point;

class SurgeTest {
  @Test
  void neutralRaisesNothing() {
    var monaco = Cities.standard().all().getFirst();
    var quote = new NeutralSurge().at(monaco, "standard", new Point(43.73, 7.42));
    assertThat(quote.multiplier()).hasToString("1.00");
    assertThat(quote.version()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.99", "0.00", "-1.00", "1", "1.5", "1.250"})
  void rejectsWhatIsBelowOneOrNotOfTwoDecimals(String multiplier) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SurgeQuote(new BigDecimal(multiplier), 1));
  }
}
