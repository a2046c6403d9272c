package souk.sim.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class WhereaboutsTest {
  private static final Point A = new Point(43.73, 7.42);
  private static final Point B = new Point(43.74, 7.42);
  private static final Route ROUTE = new Route(List.of(A, B), new double[] {10});

  private final AtomicLong clock = new AtomicLong(1_000_000_000);

  @Test
  void aSlowDriverTakesLongerAndArrivesExactlyThen() {
    var car = new Whereabouts(A, 0.8, clock::get);
    var takes = car.follow(ROUTE);

    assertThat(takes.toNanos()).isCloseTo((long) (ROUTE.duration().toNanos() / 0.8), within(2L));
    clock.addAndGet(takes.toNanos() / 2);
    assertThat(car.now().metresTo(A.towards(B, 0.5))).isLessThan(0.01);
    clock.addAndGet(takes.toNanos() / 2 + 2);
    assertThat(car.now().metresTo(B)).isLessThan(0.01);
  }

  @Test
  void stopsOnTheWay() {
    var car = new Whereabouts(A, 1, clock::get);
    car.follow(ROUTE);
    clock.addAndGet(Duration.ofSeconds(20).toNanos());
    car.stop();
    var stopped = car.now();
    clock.addAndGet(Duration.ofHours(1).toNanos());

    assertThat(car.now()).isEqualTo(stopped);
    assertThat(stopped.metresTo(A)).isCloseTo(200, within(0.1));
  }

  @Test
  void saysWhichWayAndHowFastItDrives() {
    var car = new Whereabouts(A, 0.5, clock::get);
    car.follow(new Route(List.of(A, B.moved(0, A.metresTo(B))), new double[] {10}));
    clock.addAndGet(Duration.ofSeconds(7).toNanos());
    var motion = car.motion();

    assertThat(motion.heading()).isCloseTo(45, within(0.1));
    assertThat(motion.metresPerSecond()).isCloseTo(5, within(0.01));
    assertThat(motion.place()).isEqualTo(car.now());
    car.stop();
    assertThat(car.motion().metresPerSecond()).isZero();
  }

  @Test
  void refusesToDriveFasterThanTheRoad() {
    assertThatThrownBy(() -> new Whereabouts(A, 1.01, clock::get))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Whereabouts(A, 0, clock::get))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
