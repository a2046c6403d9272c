package souk.dispatch.trip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import souk.dispatch.TestCity;
import souk.dispatch.trip.Trip.Drive;
import souk.dispatch.trip.Trip.Facts;
import souk.dispatch.trip.Trip.Move;
import souk.platform.money.Money;

class TripTransitionsTest {
  private static final Instant THEN = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant NOW = THEN.plusSeconds(7);
  private static final TripDriver DINA =
      new TripDriver(UUID.randomUUID(), "Dina", new TripDriver.Vehicle("MC 1", "Zoe", "white"));
  private static final Cancellation CANCELLATION =
      new Cancellation(Cancellation.By.RIDER, "changed_my_mind");

  private static final UUID CHANGE = UUID.randomUUID();

  /** "-" is refused, "=" is there already or farther on, else the state it comes to. */
  private static final String TABLE =
      """
                      WAITING   OFFERED   ASSIGNED  EN_ROUTE  ARRIVED     IN_PROGRESS COMPLETED CANCELLED HOPELESS
      DriverAsked     OFFERED   -         -         -         -           -           -         -         -
      OfferEnded      =         WAITING   -         -         -           -           -         -         -
      OfferAccepted   -         ASSIGNED  -         -         -           -           -         -         -
      SetOff          -         -         EN_ROUTE  =         =           =           =         -         -
      CameToPickup    -         -         -         ARRIVED   =           =           =         -         -
      RiderBoarded    -         -         -         -         IN_PROGRESS =           =         -         -
      RiderAlighted   -         -         -         -         -           COMPLETED   =         -         -
      GivenBack       =         -         WAITING   WAITING   WAITING     -           -         =         -
      NobodyCame      -         -         -         -         CANCELLED   -           -         =         -
      TakenAway       =         =         WAITING   WAITING   WAITING     -           -         -         -
      CalledOff       CANCELLED CANCELLED CANCELLED CANCELLED CANCELLED   -           -         =         -
      DestinationChanged -      -         ASSIGNED  EN_ROUTE  ARRIVED     IN_PROGRESS -         -         -
      SearchEnded     HOPELESS  -         -         -         -           -           -         -         =
      """;

  private static final List<TripEvent> EVENTS =
      List.of(
          new TripEvent.DriverAsked(),
          new TripEvent.OfferEnded(),
          new TripEvent.OfferAccepted(DINA),
          new TripEvent.SetOff(),
          new TripEvent.CameToPickup(),
          new TripEvent.RiderBoarded(),
          new TripEvent.RiderAlighted(),
          new TripEvent.GivenBack(Duration.ofMinutes(2)),
          new TripEvent.NobodyCame(),
          new TripEvent.TakenAway(Duration.ofMinutes(2)),
          new TripEvent.CalledOff(CANCELLATION),
          new TripEvent.DestinationChanged(CHANGE, TestCity.CASINO, Money.of(1900, "EUR")),
          new TripEvent.SearchEnded());

  static Stream<Arguments> cells() {
    var lines = TABLE.lines().map(line -> List.of(line.strip().split(" +"))).toList();
    var states = lines.getFirst().stream().map(TripStatus::valueOf).toList();
    return lines.stream()
        .skip(1)
        .flatMap(line ->
            Stream.iterate(0, i -> i < states.size(), i -> i + 1)
                .map(i -> Arguments.of(states.get(i), line.getFirst(), line.get(i + 1))));
  }

  @ParameterizedTest(name = "{1} while {0}: {2}")
  @MethodSource("cells")
  void everyEventInEveryState(TripStatus state, String event, String expected) {
    var trip = trip(state);

    var move = trip.on(event(event), NOW);

    switch (expected) {
      case "-" -> assertThat(move).isEqualTo(new Move.Refused());
      case "=" -> assertThat(move).isEqualTo(new Move.AlreadyThere());
      default -> {
        var next = ((Move.Moved) move).next();
        assertThat(next.status()).isEqualTo(TripStatus.valueOf(expected));
        assertThat(next.facts().version()).isEqualTo(trip.facts().version() + 1);
        assertThat(next.facts().movedAt()).isEqualTo(NOW);
        var asked = trip.facts().asked();
        assertThat(next.facts().asked())
            .isEqualTo(
                event.equals("DestinationChanged")
                    ? asked.to(TestCity.CASINO, Money.of(1900, "EUR"))
                    : asked);
      }
    }
  }

  @Test
  void theTableAboveIsComplete() {
    var sealedEvents = Arrays.stream(TripEvent.class.getPermittedSubclasses());
    assertThat(EVENTS)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactlyElementsOf(sealedEvents.map(Class::getSimpleName).toList());
    assertThat(cells()).hasSize(EVENTS.size() * TripStatus.values().length);
  }

  @Test
  void aTripThatWasGivenBackOrTakenAwayIsSearchedForAnewAndForgetsItsDriver() {
    var time = Duration.ofMinutes(2);
    for (var event : List.of(new TripEvent.GivenBack(time), new TripEvent.TakenAway(time))) {
      var next = ((Move.Moved) trip(TripStatus.ARRIVED).on(event, NOW)).next();

      assertThat(next.driven()).isEmpty();
      assertThat(next.facts().searchUntil()).isEqualTo(NOW.plusSeconds(120));
    }
  }

  @Test
  void aBookedTripIsSearchedForBeyondItsTimeHoweverOftenItIsGivenBack() {
    var asked = TestCity.askedFor(NOW.plusSeconds(600));
    var facts = new Facts(asked, 3, NOW, NOW, NOW);
    var trip = new Trip.Assigned(facts, new Drive(DINA, NOW, null, null, null, null));

    var next = ((Move.Moved) trip.on(new TripEvent.GivenBack(Duration.ofMinutes(2)), NOW)).next();
    var late =
        ((Move.Moved) trip.on(new TripEvent.GivenBack(Duration.ofMinutes(2)), NOW.plusSeconds(601)))
            .next();

    assertThat(next.facts().searchUntil()).isEqualTo(NOW.plusSeconds(720));
    assertThat(late.facts().searchUntil()).isEqualTo(NOW.plusSeconds(721));
  }

  @Test
  void aDriversStepsLeaveTheirTimes() {
    var steps =
        List.of(
            new TripEvent.SetOff(),
            new TripEvent.CameToPickup(),
            new TripEvent.RiderBoarded(),
            new TripEvent.RiderAlighted());
    var trip = trip(TripStatus.ASSIGNED);
    for (int i = 0; i < steps.size(); i++) {
      trip = ((Move.Moved) trip.on(steps.get(i), NOW.plusSeconds(i))).next();
    }
    assertThat(trip.driven())
        .contains(
            new Drive(DINA, THEN, NOW, NOW.plusSeconds(1), NOW.plusSeconds(2), NOW.plusSeconds(3)));
  }

  @Test
  void aCancelledTripRemembersWhoDrove() {
    var move = trip(TripStatus.EN_ROUTE).on(new TripEvent.CalledOff(CANCELLATION), NOW);

    var next = ((Move.Moved) move).next();
    assertThat(next).isInstanceOf(Trip.Cancelled.class);
    assertThat(next.isDrivenBy(DINA.id())).isTrue();
  }

  private static Trip trip(TripStatus state) {
    var facts = new Facts(TestCity.asked(), 4, THEN, THEN, THEN.plusSeconds(60));
    var drive = new Drive(DINA, THEN, null, null, null, null);
    return switch (state) {
      case WAITING -> new Trip.Waiting(facts);
      case OFFERED -> new Trip.Offered(facts);
      case ASSIGNED -> new Trip.Assigned(facts, drive);
      case EN_ROUTE -> new Trip.EnRoute(facts, drive);
      case ARRIVED -> new Trip.Arrived(facts, drive);
      case IN_PROGRESS -> new Trip.InProgress(facts, drive);
      case COMPLETED -> new Trip.Completed(facts, drive);
      case CANCELLED -> new Trip.Cancelled(facts, CANCELLATION, null);
      case HOPELESS -> new Trip.Hopeless(facts);
    };
  }

  private static TripEvent event(String name) {
    return EVENTS.stream()
        .filter(event -> event.getClass().getSimpleName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
