package souk.dispatch.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.drive.ReassignTrip;
import souk.dispatch.driver.Cast;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.offer.DeclineOffer;
import souk.dispatch.offer.ExpireOffers;
import souk.dispatch.trip.Trips;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineSource;

/** Whom a trip was offered to, what came of it, and each of its moves, by whom. */
class TripTimelineTest {
  private static TestCity city;

  @BeforeAll
  static void open() {
    city = TestCity.open();
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @Test
  void aTripThatChangedHandsTellsOfEveryoneWhoHadIt() {
    var trip = city.requested();
    var unwilling = city.driver();
    var silent = city.driver();
    var fickle = city.driver();
    city.bean(DeclineOffer.class).decline(unwilling, offer(trip.id(), unwilling));
    var missed = offer(trip.id(), silent);
    city.passDeadline(missed);
    city.bean(ExpireOffers.class).expire(TestCity.ID);
    city.bean(AcceptOffer.class).accept(fickle, offer(trip.id(), fickle));
    city.bean(DriveTrip.class).setOff(fickle, trip.id());
    city.bean(DriveTrip.class).giveBack(fickle, trip.id(), "flat_tyre");
    city.bean(Trips.class).cancel(TestCity.asked(trip.id()), TestCity.byRider());

    assertThat(told(trip.id()))
        .containsExactly(
            "trip.requested 1 " + Actor.rider(trip.riderId()),
            "offer.made 0 " + Actor.SYSTEM,
            "trip.offered 2 " + Actor.SYSTEM,
            "offer.declined 0 " + Actor.driver(unwilling),
            "trip.waiting 3 " + Actor.SYSTEM,
            "offer.made 0 " + Actor.SYSTEM,
            "trip.offered 4 " + Actor.SYSTEM,
            "offer.expired 0 " + Actor.SYSTEM,
            "trip.waiting 5 " + Actor.SYSTEM,
            "offer.made 0 " + Actor.SYSTEM,
            "trip.offered 6 " + Actor.SYSTEM,
            "offer.accepted 0 " + Actor.driver(fickle),
            "trip.assigned 7 " + Actor.driver(fickle),
            "trip.en_route 8 " + Actor.driver(fickle),
            "offer.given_back 0 " + Actor.driver(fickle),
            "trip.waiting 9 " + Actor.SYSTEM,
            "trip.cancelled 10 " + Actor.rider(trip.riderId()));
  }

  @Test
  void aDriverWhomOperationsTookTheTripFromDidNotGiveItBack() {
    var driver = city.driver();
    var trip = city.requested();
    city.bean(AcceptOffer.class).accept(driver, city.offered(trip, driver));
    city.bean(ReassignTrip.class)
        .reassign(Cast.OPERATOR, trip.id(), Optional.of(driver), "drives in circles");

    assertThat(told(trip.id()))
        .endsWith(
            "trip.waiting 4 " + Actor.SYSTEM,
            "offer.taken_away 0 " + Actor.operator(null),
            "trip.reassigned 0 " + Actor.operator(Cast.OPERATOR.id()));
  }

  @Test
  void whatTheOutboxHasForgottenIsStillKnown() {
    var driver = city.driver();
    var trip = city.requested();
    city.bean(AcceptOffer.class).accept(driver, city.offered(trip, driver));
    var before = told(trip.id());
    city.sql("DELETE FROM dispatch.outbox");
    assertThat(told(trip.id())).isEqualTo(before).hasSize(5);
  }

  @Test
  void ofATripThatNeverWasNothingIsTold() {
    assertThat(told(UUID.randomUUID())).isEmpty();
  }

  private static UUID offer(UUID trip, UUID driver) {
    return city.offered(city.trip(trip), driver);
  }

  private static List<String> told(UUID trip) {
    return city.bean(ApplicationContext.class).getBeansOfType(TimelineSource.class).stream()
        .flatMap(source -> source.of(trip).stream())
        .sorted(TimelineEntry.ORDER)
        .map(entry -> entry.type() + " " + entry.version() + " " + entry.actor())
        .toList();
  }
}
