package souk.sim.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import souk.sim.client.Event;
import souk.sim.plan.CityPlan;
import souk.sim.plan.DriverPlan;
import souk.sim.plan.Habits;
import souk.sim.plan.OfferChoice.Decision;
import souk.sim.road.Point;
import souk.sim.road.TestRoads;
import souk.sim.view.ActiveView;
import souk.sim.view.DriverView;
import souk.sim.view.OfferView;
import souk.sim.view.TripStatus;
import souk.sim.view.TripView;

final class DriverBeliefTest {
  private static final DriverPlan PLAN =
      CityPlan.of(7, Duration.ofMinutes(1), 1, 1, Habits.usual(), TestRoads.PLACES)
          .drivers()
          .getFirst();
  private static final UUID ME = PLAN.person().id();
  private static final UUID OTHER = UUID.randomUUID();
  private static final Point PLACE = new Point(43.73, 7.42);

  private final DriverBelief belief = new DriverBelief(ME, PLAN);
  private final UUID trip = UUID.randomUUID();

  @Test
  void followsHisTripUntilItIsOver() {
    belief.shown(trip(2, TripStatus.ASSIGNED, ME));
    assertThat(belief.trip()).isNotNull();
    belief.told(new Event.TripNews(trip(3, TripStatus.EN_ROUTE, ME)));
    assertThat(Objects.requireNonNull(belief.trip()).status()).isEqualTo(TripStatus.EN_ROUTE);
    belief.told(new Event.TripNews(trip(4, TripStatus.CANCELLED, ME)));
    assertThat(belief.trip()).isNull();
  }

  @Test
  void anOlderPictureSaysNothing() {
    belief.shown(trip(5, TripStatus.IN_PROGRESS, ME));
    belief.told(new Event.TripNews(trip(2, TripStatus.ASSIGNED, ME)));
    belief.told(new Event.TripNews(trip(3, TripStatus.CANCELLED, ME)));

    assertThat(Objects.requireNonNull(belief.trip()).status()).isEqualTo(TripStatus.IN_PROGRESS);
  }

  @Test
  void anotherDriversTripIsNotHis() {
    belief.shown(trip(2, TripStatus.ASSIGNED, UUID.randomUUID()));
    assertThat(belief.hasWork()).isFalse();
  }

  @Test
  void aSnapshotWithoutHisTripMakesHimAsk() {
    belief.shown(trip(2, TripStatus.ASSIGNED, ME));
    belief.told(new Event.Present(nothing()));

    assertThat(belief.isDoubtful()).isTrue();
    assertThat(belief.trip()).isNotNull();
    belief.lost();
    assertThat(belief.hasWork()).isFalse();
    assertThat(belief.isDoubtful()).isFalse();
  }

  @Test
  void anAppThatStartsAgainKnowsNothingAndAsks() {
    belief.shown(trip(2, TripStatus.ASSIGNED, ME));
    belief.told(new Event.Restarted());

    assertThat(belief.hasWork()).isFalse();
    assertThat(belief.isDoubtful()).isTrue();
    belief.answered(new ActiveView(null, null, trip(3, TripStatus.EN_ROUTE, ME), null, null));
    assertThat(belief.trip()).isNotNull();
    assertThat(belief.isDoubtful()).isFalse();
  }

  @Test
  void anOfferRepeatedIsOneOffer() {
    var offer = offer();
    belief.told(new Event.OfferMade("1", offer));
    var first = belief.pending();
    belief.told(new Event.OfferMade("2", offer));

    assertThat(belief.pending()).isSameAs(first);
    belief.offerDone();
    belief.told(new Event.OfferMade("3", offer));
    assertThat(belief.pending()).isNull();
  }

  @Test
  void anOfferWithdrawnLeavesTheScreen() {
    var offer = offer();
    belief.told(new Event.OfferMade("1", offer));
    belief.told(new Event.OfferGone(UUID.randomUUID(), trip, "other"));
    assertThat(belief.isStillOffered(offer)).isTrue();
    belief.told(new Event.OfferGone(offer.id(), trip, "cancelled"));
    assertThat(belief.isStillOffered(offer)).isFalse();
  }

  @Test
  void ignoresExactlyTheOffersThePlanIgnores() {
    IntStream.range(0, 60)
        .forEach(n -> {
          var offer = offer();
          belief.told(new Event.OfferMade("m", offer));
          assertThat(belief.ignores(offer.id()))
              .isEqualTo(PLAN.offer(n).decision() == Decision.IGNORE);
        });
  }

  @Test
  void takenOffLineMakesHimAsk() {
    var offline = new DriverView(ME, DriverView.Status.APPROVED, DriverView.Availability.OFFLINE);
    belief.told(new Event.Present(new ActiveView(null, null, null, null, offline)));
    assertThat(belief.isDoubtful()).isTrue();
  }

  @Test
  void hisNextTripComesAfterTheOneHeIsOn() {
    belief.shown(trip(5, TripStatus.IN_PROGRESS, ME));
    belief.told(new Event.OfferMade("1", offerAfter(trip)));
    assertThat(belief.isAskedOnTheWay()).isTrue();
    belief.offerDone();
    var next = other(3, TripStatus.ASSIGNED);
    belief.shown(next);
    assertThat(Objects.requireNonNull(belief.trip()).id()).isEqualTo(trip);
    belief.answered(new ActiveView(null, null, trip(5, TripStatus.IN_PROGRESS, ME), next, null));
    assertThat(belief.isDoubtful()).isFalse();

    belief.shown(trip(6, TripStatus.COMPLETED, ME));

    assertThat(belief.trip()).isEqualTo(next);
  }

  @Test
  void aTripThatEndedUnheardMakesWayForTheOther() {
    belief.shown(trip(2, TripStatus.ASSIGNED, ME));
    var other = other(3, TripStatus.ASSIGNED);
    belief.told(new Event.TripNews(other));
    assertThat(belief.isDoubtful()).as("he asks which of them it is").isTrue();
    belief.answered(new ActiveView(null, null, other, null, null));
    assertThat(belief.isDoubtful()).isTrue();

    belief.lost();

    assertThat(belief.trip()).isEqualTo(other);
    assertThat(belief.isDoubtful()).isFalse();
  }

  private TripView other(long version, TripStatus status) {
    return new TripView(OTHER, version, status, PLACE, PLACE, ME, Instant.EPOCH, null);
  }

  private static OfferView offerAfter(UUID present) {
    return new OfferView(
        UUID.randomUUID(), OTHER, 1, OfferView.Status.OPEN, Instant.EPOCH, 15_000L, present);
  }

  private TripView trip(long version, TripStatus status, UUID driver) {
    return new TripView(trip, version, status, PLACE, PLACE, driver, Instant.EPOCH, null);
  }

  private OfferView offer() {
    return new OfferView(
        UUID.randomUUID(), trip, 1, OfferView.Status.OPEN, Instant.EPOCH, 15_000L, null);
  }

  private static ActiveView nothing() {
    return new ActiveView(null, null, null, null, null);
  }
}
