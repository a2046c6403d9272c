package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.Point;

class VerdictTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Point HERE = new Point(43.7394, 7.4282);

  @Test
  void usesTheFirstPosition() {
    assertThat(judged(at(0, 0), null)).isEqualTo(Verdict.USED);
  }

  @Test
  void usesWhatACarCanReach() {
    assertThat(judged(at(4, 270), at(0, 0))).isEqualTo(Verdict.USED);
  }

  @Test
  void doesNotUseWhatNoCarCanReach() {
    assertThat(judged(at(4, 290), at(0, 0))).isEqualTo(Verdict.TELEPORT);
  }

  @Test
  void believesItAgainOnceThereWasTimeToGetThere() {
    assertThat(judged(at(-10, 0), at(-50, 2_500))).isEqualTo(Verdict.USED);
  }

  @Test
  void takesNoiseWithinASecondForNoSpeed() {
    var soon = new Position(north(60), NOW.plusMillis(100), null);
    assertThat(judged(soon, at(0, 0))).isEqualTo(Verdict.USED);
  }

  @Test
  void allowsForTheStatedAccuracyButNotForAnyClaim() {
    var rough = new Position(HERE, NOW, 30.0);
    assertThat(judged(new Position(north(120), NOW.plusSeconds(1), 25.0), rough))
        .isEqualTo(Verdict.USED);
    assertThat(judged(new Position(north(400), NOW.plusSeconds(1), 5_000.0), rough))
        .isEqualTo(Verdict.TELEPORT);
  }

  @Test
  void whatAPhoneCannotKnowIsRefused() {
    for (var wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException().isThrownBy(() -> known(wrong, null, null));
      assertThatIllegalArgumentException().isThrownBy(() -> known(null, wrong, null));
      assertThatIllegalArgumentException().isThrownBy(() -> known(null, null, wrong));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> known(null, 360.1, null));
    assertThat(known(0.0, 360.0, 0.0).headingDegrees()).isEqualTo(360);
  }

  private static Position known(
      @Nullable Double accuracy, @Nullable Double heading, @Nullable Double speed) {
    return new Position(HERE, NOW, accuracy, heading, speed);
  }

  @Test
  void doesNotUseWhatIsNotNewer() {
    assertThat(judged(at(0, 0), at(0, 0))).isEqualTo(Verdict.OLDER);
    assertThat(judged(at(-1, 0), at(0, 0))).isEqualTo(Verdict.OLDER);
  }

  @Test
  void doesNotUseTheFutureBeyondAClocksError() {
    assertThat(judged(at(5, 0), null)).isEqualTo(Verdict.USED);
    assertThat(judged(at(6, 0), null)).isEqualTo(Verdict.FUTURE);
    assertThat(judged(new Position(HERE, Instant.MAX, null), null)).isEqualTo(Verdict.FUTURE);
  }

  @Test
  void doesNotUseABacklogsPast() {
    assertThat(judged(at(-60, 0), null)).isEqualTo(Verdict.USED);
    assertThat(judged(at(-61, 0), null)).isEqualTo(Verdict.STALE);
    assertThat(judged(new Position(HERE, Instant.MIN, null), null)).isEqualTo(Verdict.STALE);
  }

  @Test
  void doesNotUseWhatCannotBeIndexed() {
    assertThat(judged(new Position(new Point(85.06, 0), NOW, null), null))
        .isEqualTo(Verdict.OUT_OF_RANGE);
    assertThat(judged(new Position(new Point(-90, 180), NOW, null), null))
        .isEqualTo(Verdict.OUT_OF_RANGE);
  }

  private static Verdict judged(Position position, @Nullable Position last) {
    return Verdict.of(position, last, NOW);
  }

  private static Position at(int seconds, double metresNorth) {
    return new Position(north(metresNorth), NOW.plusSeconds(seconds), null);
  }

  private static Point north(double metres) {
    return new Point(HERE.lat() + metres / 111_195, HERE.lon());
  }
}
