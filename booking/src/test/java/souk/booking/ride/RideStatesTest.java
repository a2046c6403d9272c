package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import souk.dispatch.trip.Cancellation;
import souk.dispatch.trip.TripStatus;
import souk.payments.charge.ChargeStatus;

/** Every state of a ride by everything it may be told. */
class RideStatesTest {
  private static final long NEWER = 9;

  /** "=" leaves it where it is, else the state it comes to. */
  private static final String TABLE =
      """
                        SCHEDULED REQUESTED        MATCHING        DRIVER_ASSIGNED EN_ROUTE        ARRIVED         IN_PROGRESS     COMPLETED CANCELLED NO_DRIVER NO_SHOW PAYMENT_DECLINED
      trip:WAITING      =         MATCHING         MATCHING        MATCHING        MATCHING        MATCHING        MATCHING        =         =         =         =       =
      trip:OFFERED      =         MATCHING         MATCHING        MATCHING        MATCHING        MATCHING        MATCHING        =         =         =         =       =
      trip:ASSIGNED     =         DRIVER_ASSIGNED  DRIVER_ASSIGNED DRIVER_ASSIGNED DRIVER_ASSIGNED DRIVER_ASSIGNED DRIVER_ASSIGNED =         =         =         =       =
      trip:EN_ROUTE     =         EN_ROUTE         EN_ROUTE        EN_ROUTE        EN_ROUTE        EN_ROUTE        EN_ROUTE        =         =         =         =       =
      trip:ARRIVED      =         ARRIVED          ARRIVED         ARRIVED         ARRIVED         ARRIVED         ARRIVED         =         =         =         =       =
      trip:IN_PROGRESS  =         IN_PROGRESS      IN_PROGRESS     IN_PROGRESS     IN_PROGRESS     IN_PROGRESS     IN_PROGRESS     =         =         =         =       =
      trip:COMPLETED    =         COMPLETED        COMPLETED       COMPLETED       COMPLETED       COMPLETED       COMPLETED       =         =         =         =       =
      trip:CANCELLED    =         CANCELLED        CANCELLED       CANCELLED       CANCELLED       CANCELLED       CANCELLED       =         =         =         =       =
      trip:HOPELESS     =         NO_DRIVER        NO_DRIVER       NO_DRIVER       NO_DRIVER       NO_DRIVER       NO_DRIVER       =         =         =         =       =
      charge:PENDING    =         =                =               =               =               =               =               =         =         =         =       =
      charge:UNKNOWN    =         =                =               =               =               =               =               =         =         =         =       =
      charge:REQUIRES_ACTION = = = = = = = = = = = =
      charge:AUTHORIZED =         =                =               =               =               =               =               =         =         =         =       =
      charge:DECLINED   =         PAYMENT_DECLINED =               =               =               =               =               =         =         =         =       =
      charge:CAPTURED   =         =                =               =               =               =               =               =         =         =         =       =
      charge:VOIDED     =         PAYMENT_DECLINED =               =               =               =               =               =         =         =         =       =
      charge:EXPIRED    =         PAYMENT_DECLINED =               =               =               =               =               =         =         =         =       =
      rider:cancel      =         =                =               =               =               =               =               =         =         =         =       =
      time:came         REQUESTED =                =               =               =               =               =               =         =         =         =       =
      booking:dropped   CANCELLED =                =               =               =               =               =               =         =         =         =       =
      """;

  static Stream<Arguments> cells() {
    var lines = TABLE.lines().map(line -> List.of(line.strip().split(" +"))).toList();
    var states = lines.getFirst();
    return lines.stream()
        .skip(1)
        .flatMap(line ->
            Stream.iterate(0, i -> i < states.size(), i -> i + 1)
                .map(i -> Arguments.of(states.get(i), line.getFirst(), line.get(i + 1))));
  }

  @ParameterizedTest(name = "{1} while {0}: {2}")
  @MethodSource("cells")
  void everyEventInEveryState(String state, String event, String expected) {
    var ride = SomeRide.seen(RideStatus.valueOf(state), 5, 5);

    var after = told(ride, event);

    assertThat(after.status())
        .isEqualTo(RideStatus.valueOf(expected.equals("=") ? state : expected));
  }

  @Test
  void theTableAboveIsComplete() {
    var events =
        Stream.of(
                Arrays.stream(TripStatus.values()).map(status -> "trip:" + status),
                Arrays.stream(ChargeStatus.values()).map(status -> "charge:" + status),
                Stream.of("rider:cancel", "time:came", "booking:dropped"))
            .flatMap(all -> all)
            .toList();
    var states = Arrays.stream(RideStatus.values()).map(Enum::name).toList();

    assertThat(cells().map(cell -> cell.get()[1]).distinct()).hasSameElementsAs(events);
    assertThat(cells().map(cell -> cell.get()[0]).distinct()).hasSameElementsAs(states);
    assertThat(cells()).hasSize(events.size() * states.size());
  }

  private static Ride told(Ride ride, String event) {
    var word = event.substring(event.indexOf(':') + 1);
    return switch (event.substring(0, event.indexOf(':'))) {
      case "trip" -> ride.follow(SomeRide.trip(TripStatus.valueOf(word), NEWER));
      case "charge" -> ride.follow(SomeRide.charge(ChargeStatus.valueOf(word), NEWER));
      case "time" -> ride.begun();
      case "booking" -> ride.dropped(new CancelWish(Cancellation.By.SYSTEM, word), Instant.now());
      default -> ride.askToCancel(new CancelWish(Cancellation.By.RIDER, "changed_my_mind"));
    };
  }
}
