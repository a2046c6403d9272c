package souk.sim.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import souk.sim.road.Point;

final class RosterTest {
  private static final Point HERE = new Point(43.73, 7.42);

  private final Roster roster = new Roster();

  @Test
  void whoIsFreeAndConnectedAndHeardMustBeFound() {
    present();
    assertThat(mustBeFound()).isEqualTo(1);
  }

  @Test
  void whoIsInDoubtNeedNot() {
    present();
    roster.free("d", false);
    assertThat(mustBeFound()).isZero();
    roster.free("d", true);
    assertThat(mustBeFound()).isEqualTo(1);
  }

  @Test
  void whoWasNotHeardOnHisPresentSocketNeedNot() {
    present();
    roster.connected("d", false);
    roster.pinged("d", HERE);
    assertThat(mustBeFound()).isZero();
    roster.connected("d", true);
    assertThat(mustBeFound()).isZero();
    roster.pinged("d", HERE);
    assertThat(mustBeFound()).isEqualTo(1);
  }

  @Test
  void whoChangedSinceThenOrIsElsewhereNeedNot() {
    var before = System.nanoTime();
    present();
    assertThat(roster.mustBeFound(before, HERE, 100)).isZero();
    assertThat(roster.mustBeFound(System.nanoTime(), HERE.moved(200, 0), 100)).isZero();
  }

  private void present() {
    roster.free("d", true);
    roster.connected("d", true);
    roster.pinged("d", HERE);
  }

  private int mustBeFound() {
    return roster.mustBeFound(System.nanoTime() + 1, HERE, 100);
  }
}
