package souk.dispatch.eta.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.dispatch.eta.Passage;

class SpeedMemoryTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final UUID ADA = new UUID(1, 1);
  private static final UUID BEN = new UUID(1, 2);

  private final SpeedMemory memory = new SpeedMemory();

  @Test
  void twoWhoAreSlowSlowTheRoadDown() {
    memory.add(ADA, passage(7, 10, 0));
    assertThat(memory.speeds(NOW)).isEmpty();
    memory.add(BEN, passage(7, 10, 0));
    assertThat(memory.speeds(NOW)).containsExactly(entry(7, 15f));
  }

  @Test
  void whatIsToldAgainChangesNothing() {
    for (int times = 0; times < 10; times++) memory.add(ADA, passage(7, 3, 0));
    assertThat(memory.speeds(NOW)).isEmpty();
    memory.add(BEN, passage(7, 10, 0));
    memory.add(ADA, passage(7, 10, 0));
    memory.add(ADA, passage(7, 3, 60));
    assertThat(memory.speeds(NOW)).as("the newest of each").containsEntry(7, 15f);
  }

  @Test
  void freeFlowIsNotWorthTelling() {
    memory.add(ADA, passage(7, 30, 0));
    memory.add(BEN, passage(7, 29.5, 0));
    assertThat(memory.speeds(NOW)).isEmpty();
  }

  @Test
  void forgetsWhatIsOlderThanItsWindow() {
    memory.add(ADA, passage(7, 10, 0));
    memory.add(BEN, passage(7, 10, 0));
    assertThat(memory.speeds(NOW.plus(SpeedMemory.WINDOW).plusMillis(1))).isEmpty();
    assertThat(memory.speeds(NOW)).as("it is gone").isEmpty();
  }

  /** On a road of 30 km/h in free flow. */
  private static Passage passage(int edge, double kmh, int secondsAgo) {
    return new Passage(edge, 30, kmh, NOW.minusSeconds(secondsAgo));
  }
}
