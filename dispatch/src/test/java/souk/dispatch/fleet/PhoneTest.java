package souk.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.dispatch.city.Point;

class PhoneTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Point HERE = new Point(43.7394, 7.4282);
  private static final Point NOWHERE = new Point(0, 0);

  private final Phone phone = new Phone(UUID.randomUUID());

  @Test
  void aWrongFirstPlaceIsGivenUpWhenThePhoneInsistsOnAnother() {
    assertThat(receive(NOWHERE, 0)).isEqualTo(Verdict.USED);
    for (var second = 4; second < 19; second += 4) {
      assertThat(receive(HERE, second)).isEqualTo(Verdict.TELEPORT);
    }
    assertThat(receive(HERE, 20)).isEqualTo(Verdict.USED);
    assertThat(receive(HERE, 24)).isEqualTo(Verdict.USED);
  }

  @Test
  void aReceiversErrorIsNotBelievedHoweverOftenItComesInAShortTime() {
    receive(HERE, 0);
    for (var second = 1; second < 15; second++) {
      assertThat(receive(NOWHERE, second)).isEqualTo(Verdict.TELEPORT);
    }
    assertThat(receive(HERE, 15)).isEqualTo(Verdict.USED);
  }

  @Test
  void placesAllOverTheEarthConfirmNothing() {
    receive(HERE, 0);
    for (var second = 4; second < 60; second += 4) {
      assertThat(receive(new Point(second, -second), second)).isEqualTo(Verdict.TELEPORT);
    }
  }

  @Test
  void whoWasWhereHeCouldBeIsDoubtedAnew() {
    receive(HERE, 0);
    for (var second = 2; second < 60; second += 10) {
      assertThat(receive(NOWHERE, second)).isEqualTo(Verdict.TELEPORT);
      assertThat(receive(NOWHERE, second + 3)).isEqualTo(Verdict.TELEPORT);
      assertThat(receive(HERE, second + 5)).isEqualTo(Verdict.USED);
    }
  }

  @Test
  void repeatingADoubtfulPositionConfirmsNothing() {
    receive(HERE, 0);
    for (var times = 0; times < 20; times++) {
      assertThat(receive(NOWHERE, 20)).isEqualTo(Verdict.TELEPORT);
    }
  }

  private Verdict receive(Point point, int second) {
    var at = NOW.plusSeconds(second);
    return phone.receive(new Position(point, at, null), at);
  }
}
