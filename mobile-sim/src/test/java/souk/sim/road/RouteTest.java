package souk.sim.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RouteTest {
  private static final Point A = new Point(43.73, 7.42);
  private static final Point B = new Point(43.74, 7.42);
  private static final Point C = new Point(43.74, 7.44);

  @Test
  void passesEachPointWhenTheRoadsSpeedAllows() {
    var route = new Route(List.of(A, B, C), new double[] {10, 20});
    var first = A.metresTo(B) / 10;
    var second = B.metresTo(C) / 20;

    assertThat(route.at(Duration.ZERO)).isEqualTo(A);
    assertThat(route.at(seconds(first)).metresTo(B)).isLessThan(0.01);
    assertThat(route.at(seconds(first / 2)).metresTo(A.towards(B, 0.5))).isLessThan(0.01);
    assertThat(route.at(seconds(first + second + 60))).isEqualTo(C);
    assertThat(route.duration().toMillis() / 1000.0).isCloseTo(first + second, within(0.01));
    assertThat(route.metres()).isCloseTo(A.metresTo(B) + B.metresTo(C), within(0.01));
  }

  @Test
  void survivesPointsNamedTwice() {
    var route = new Route(List.of(A, A, B, B), new double[] {0, 10, 0});

    assertThat(route.at(Duration.ZERO)).isEqualTo(A);
    assertThat(route.at(route.duration())).isEqualTo(B);
    assertThat(route.at(Duration.ofSeconds(1)).metresTo(A)).isCloseTo(10, within(0.01));
  }

  @Test
  void staysWhereItIsWithoutAWay() {
    var route = Route.staying(A);

    assertThat(route.duration()).isEqualTo(Duration.ZERO);
    assertThat(route.at(Duration.ZERO)).isEqualTo(A);
    assertThat(route.at(Duration.ofHours(1))).isEqualTo(A);
  }

  @Test
  void refusesAnotherNumberOfSpeedsThanStretches() {
    assertThatThrownBy(() -> new Route(List.of(A, B), new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
