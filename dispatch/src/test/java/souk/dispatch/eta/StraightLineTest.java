package souk.dispatch.eta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.Point;

class StraightLineTest {
  @Test
  void isHalfAsFarAgainAtTwentyKilometresAnHour() {
    var degreeNorth = StraightLine.eta(new Point(43, 7), new Point(44, 7));
    assertThat(degreeNorth)
        .isEqualTo(new Eta(166_793, Duration.ofMillis(166_793 * 180L), EtaSource.STRAIGHT_LINE, 0));
  }

  @Test
  void isNothingToTheSamePlace() {
    assertThat(StraightLine.eta(Roads.CASINO, Roads.CASINO))
        .isEqualTo(new Eta(0, Duration.ZERO, EtaSource.STRAIGHT_LINE, 0));
  }
}
