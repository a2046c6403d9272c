package souk.sim.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.sim.verdict.Story.OTHER_DRIVER;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.sim.view.RideStatus;

/** What is clean of rides that were booked ahead; the planted breaches are in {@link Breaches}. */
final class BookingRulesTest {
  private static final UUID RIDE = UUID.fromString("00000000-0000-0000-0000-000000000001");
  private static final UUID NEXT = UUID.fromString("00000000-0000-0000-0000-000000000002");

  @Test
  void aBookingThatBeginsInTimeIsClean() {
    var story = new Story().booked(NEXT, RideStatus.CANCELLED, 110);

    assertThat(story.offered(OTHER_DRIVER, NEXT, 50).brokenRules()).isEmpty();
  }

  @Test
  void aBookingThatWasCalledOffNeedNotBegin() {
    assertThat(new Story().booked(NEXT, RideStatus.CANCELLED, null).brokenRules()).isEmpty();
    assertThat(new Story().booked(NEXT, RideStatus.NO_DRIVER, null).brokenRules())
        .containsExactly("booked_ride_begins");
  }

  @Test
  void whoGetsInAfterTheTimeHeBookedForMayPayForWaiting() {
    assertThat(new Story().rideServed(RIDE, OTHER_DRIVER).boarded(RIDE, 101).brokenRules())
        .isEmpty();
  }
}
