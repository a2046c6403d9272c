package souk.sim.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import souk.sim.plan.Track.Stop;
import souk.sim.road.Point;

final class TrackTest {
  private static final Point A = new Point(43.73, 7.42);
  private static final Point B = A.moved(100, 0);
  private static final Track TRACK =
      new Track(
          List.of(
              new Stop(Duration.ofSeconds(14), B),
              new Stop(Duration.ofSeconds(4), A),
              new Stop(Duration.ofSeconds(34), B),
              new Stop(Duration.ofSeconds(44), A)));

  @Test
  void isWhereTheDriverWasThen() {
    assertThat(TRACK.at(Duration.ZERO)).isEqualTo(A);
    assertThat(TRACK.at(Duration.ofSeconds(9)).metresTo(A)).isCloseTo(50, within(0.1));
    assertThat(TRACK.at(Duration.ofSeconds(20))).as("he stood there").isEqualTo(B);
    assertThat(TRACK.at(Duration.ofSeconds(60))).isEqualTo(A);
  }

  @Test
  void goesOnFromAnyInstantAsItWasDriven() {
    for (var since : List.of(0, 4, 9, 14, 25, 40, 44, 70)) {
      var rest = TRACK.from(Duration.ofSeconds(since));
      for (var later : List.of(0, 3, 12, 30, 60)) {
        var expected = TRACK.at(Duration.ofSeconds(since + later));
        assertThat(rest.at(Duration.ofSeconds(later)).metresTo(expected)).isLessThan(0.1);
      }
    }
  }
}
