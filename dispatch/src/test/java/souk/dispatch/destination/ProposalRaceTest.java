package souk.dispatch.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import souk.dispatch.TestCity;
import souk.dispatch.Together;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.Trips;
import souk.platform.problem.Problem;

/** Consent, refusal, deadline, withdrawal and the trip's end at the same moment. */
class ProposalRaceTest {
  private static TestCity city;
  private static Rides rides;

  @BeforeAll
  static void open() {
    city = TestCity.open();
    rides = new Rides(city);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  @RepeatedTest(25)
  void ofAllEndsOneWinsAndTheTripGoesWhereItSays() throws Exception {
    var ride = rides.proposed();
    var drive = city.bean(DriveTrip.class);
    storm(
        ride,
        List.of(
            () -> drive.complete(ride.driver(), ride.id()),
            () -> drive.complete(ride.driver(), ride.id())));

    assertOneEnd(ride);
    assertThat(city.trip(ride.id()).status()).isEqualTo(TripStatus.COMPLETED);
  }

  @RepeatedTest(25)
  void againstTheRidersCancellationAndTheDriversToo() throws Exception {
    var ride = rides.assigned();
    rides.destinations().propose(ride.elsewhere());
    storm(
        ride,
        List.of(
            () -> city.bean(Trips.class).cancel(ride.asked(), TestCity.byRider()),
            () -> city.bean(DriveTrip.class).giveBack(ride.driver(), ride.id(), "flat_tyre")));

    assertOneEnd(ride);
  }

  private static void storm(Rides.Ride ride, List<Runnable> ends) throws Exception {
    var answer = city.bean(AnswerProposal.class);
    List<Runnable> deeds =
        List.of(
            () -> answer.accept(ride.driver(), ride.id(), ride.change()),
            () -> answer.accept(ride.driver(), ride.id(), ride.change()),
            () -> answer.decline(ride.driver(), ride.id(), ride.change()),
            () -> rides.destinations().withdraw(ride.elsewhere()),
            () -> {
              rides.passDeadline(ride.change());
              city.bean(WatchProposals.class).expire();
            },
            ends.getFirst(),
            ends.getLast());
    Together.run(deeds.size(), n -> refusable(deeds.get(n)));
  }

  /** Whoever loses is refused, by whichever sentence. */
  private static void refusable(Runnable deed) {
    try {
      deed.run();
    } catch (Problem lost) {
      assertThat(lost.status()).isIn(404, 409);
    }
  }

  private static void assertOneEnd(Rides.Ride ride) {
    var status = rides.status(ride);
    assertThat(status).isNotEqualTo(ProposalStatus.OPEN);
    assertThat(city.events(ride.change())).as("of " + status).hasSize(2);
    var agreed = status == ProposalStatus.ACCEPTED;
    assertThat(rides.goesElsewhere(ride)).isEqualTo(agreed);
    assertThat(city.events(ride.id()).contains("trip.destination_changed")).isEqualTo(agreed);
  }

  /** Two who look first and write afterwards without looking again both believe they decided. */
  @Test
  void withoutTheConditionOnTheRowBothWouldWin() throws Exception {
    var ride = rides.proposed();
    var wins = new AtomicInteger();
    var looked = new CyclicBarrier(2);
    Together.run(
        2,
        n -> {
          if (rides.status(ride) != ProposalStatus.OPEN) return;
          looked.await();
          wins.addAndGet(decideBlindly(ride.change(), n == 0 ? "ACCEPTED" : "WITHDRAWN"));
        });

    assertThat(wins).hasValue(2);
  }

  private static int decideBlindly(UUID change, String status) {
    return city.sql(
        "UPDATE dispatch.destination_proposal SET status = ?, decided_at = clock_timestamp()"
            + " WHERE id = ?",
        status,
        change);
  }
}
