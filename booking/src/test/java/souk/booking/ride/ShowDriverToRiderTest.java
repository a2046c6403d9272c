package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.booking.ride.ShowDriverToRider.DriverMoved;
import souk.dispatch.city.Point;
import souk.dispatch.eta.Estimate;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.fleet.Position;
import souk.dispatch.tracking.TripEtas.Towards;
import souk.dispatch.tracking.TripEtas.TripEta;

class ShowDriverToRiderTest {
  private static final UUID RIDE = UUID.randomUUID();
  private static final Position THERE = new Position(new Point(43.74, 7.42), Instant.EPOCH, 5.0);

  @Test
  void theRiderSeesHowLongAndHowThatIsKnown() {
    var guess = new Estimate(Duration.ofMillis(95_900), EtaSource.STRAIGHT_LINE, 0);
    assertThat(DriverMoved.of(RIDE, THERE, Optional.of(new TripEta(guess, Towards.PICKUP))))
        .isEqualTo(
            new DriverMoved(
                RIDE,
                43.74,
                7.42,
                Instant.EPOCH,
                null,
                null,
                95L,
                EtaSource.STRAIGHT_LINE,
                Towards.PICKUP));
  }

  @Test
  void withoutAnEstimateHeSeesTheCarAlone() {
    var moved = DriverMoved.of(RIDE, THERE, Optional.empty());
    assertThat(moved.etaS()).isNull();
    assertThat(moved.etaSource()).isNull();
    assertThat(moved.etaTo()).isNull();
  }
}
