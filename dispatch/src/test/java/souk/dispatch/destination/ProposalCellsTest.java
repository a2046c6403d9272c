package souk.dispatch.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import souk.dispatch.TestCity;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.trip.Trips;
import souk.platform.problem.Problem;

/** Whatever comes second finds what the first has decided: every end by every event. */
class ProposalCellsTest {
  private static TestCity city;
  private static Rides rides;

  /** What the proposal is afterwards, and the refusal of who came too late. */
  private static final String TABLE =
      """
                OPEN      ACCEPTED                   DECLINED                     EXPIRED                     WITHDRAWN                    LAPSED
      propose   OPEN      ACCEPTED                   DECLINED                     EXPIRED                     WITHDRAWN                    LAPSED
      accept    ACCEPTED  ACCEPTED                   DECLINED/proposal_declined   EXPIRED/proposal_expired    WITHDRAWN/proposal_withdrawn LAPSED/trip_over
      decline   DECLINED  ACCEPTED/proposal_accepted DECLINED                     EXPIRED                     WITHDRAWN                    LAPSED
      expire    EXPIRED   ACCEPTED                   DECLINED                     EXPIRED                     WITHDRAWN                    LAPSED
      withdraw  WITHDRAWN ACCEPTED                   DECLINED                     EXPIRED                     WITHDRAWN                    LAPSED
      complete  LAPSED    ACCEPTED                   DECLINED                     EXPIRED                     WITHDRAWN                    LAPSED
      """;

  @BeforeAll
  static void open() {
    city = TestCity.open();
    rides = new Rides(city);
  }

  @AfterAll
  static void close() {
    city.close();
  }

  static Stream<Arguments> cells() {
    var lines = TABLE.lines().map(line -> List.of(line.strip().split(" +"))).toList();
    var states = lines.getFirst().stream().map(ProposalStatus::valueOf).toList();
    return lines.stream()
        .skip(1)
        .flatMap(line ->
            IntStream.range(0, states.size())
                .mapToObj(i -> Arguments.of(states.get(i), line.getFirst(), line.get(i + 1))));
  }

  @ParameterizedTest(name = "{1} when {0}: {2}")
  @MethodSource("cells")
  void everyEventAfterEveryEnd(ProposalStatus state, String event, String expected) {
    var ride = rides.proposed();
    bring(ride, state);
    var words = expected.split("/");

    if (words.length == 2) {
      assertThatThrownBy(() -> happen(ride, event))
          .isInstanceOfSatisfying(
              Problem.class, refused -> assertThat(refused.code()).isEqualTo(words[1]));
    } else {
      happen(ride, event);
    }

    assertThat(rides.status(ride)).isEqualTo(ProposalStatus.valueOf(words[0]));
    assertThat(rides.goesElsewhere(ride)).isEqualTo(words[0].equals("ACCEPTED"));
    assertThat(city.events(ride.change()))
        .as("one end")
        .hasSize(words[0].equals("OPEN") ? 1 : 2)
        .startsWith("destination.proposed");
  }

  private static void bring(Rides.Ride ride, ProposalStatus state) {
    switch (state) {
      case OPEN -> {}
      case ACCEPTED -> happen(ride, "accept");
      case DECLINED -> happen(ride, "decline");
      case EXPIRED -> happen(ride, "expire");
      case WITHDRAWN -> happen(ride, "withdraw");
      case LAPSED -> happen(ride, "complete");
    }
  }

  private static void happen(Rides.Ride ride, String event) {
    var answer = city.bean(AnswerProposal.class);
    switch (event) {
      case "propose" -> rides.destinations().propose(ride.elsewhere());
      case "accept" -> answer.accept(ride.driver(), ride.id(), ride.change());
      case "decline" -> answer.decline(ride.driver(), ride.id(), ride.change());
      case "expire" -> {
        rides.passDeadline(ride.change());
        city.bean(WatchProposals.class).expire();
      }
      case "withdraw" -> rides.destinations().withdraw(ride.elsewhere());
      case "complete" -> city.bean(DriveTrip.class).complete(ride.driver(), ride.id());
      default -> throw new IllegalArgumentException(event);
    }
  }

  @Test
  void agreedIsOneMoveOfTheTripWithItsEvent() {
    var ride = rides.proposed();
    var before = city.trip(ride.id());

    happen(ride, "accept");

    var after = city.trip(ride.id());
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.fare()).isEqualTo(Rides.DEARER);
    assertThat(after.destinationChange()).isEqualTo(ride.change());
    assertThat(after.status()).isEqualTo(before.status());
    assertThat(city.events(ride.id())).endsWith("trip.destination_changed");
  }

  @Test
  void theDeadlineIsJudgedWhenTheDriverAnswersAndNotWhenSomebodyLooks() {
    var ride = rides.proposed();
    rides.passDeadline(ride.change());

    assertThatThrownBy(() -> happen(ride, "accept"))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.code()).isEqualTo("proposal_expired"));
    assertThat(rides.goesElsewhere(ride)).isFalse();
  }

  @Test
  void whoGivesTheTripBackOrLosesItIsAskedNoMore() {
    var given = rides.assigned();
    rides.destinations().propose(given.elsewhere());
    city.bean(DriveTrip.class).giveBack(given.driver(), given.id(), "flat_tyre");
    var off = rides.assigned();
    rides.destinations().propose(off.elsewhere());
    city.bean(Trips.class).cancel(off.asked(), TestCity.byRider());

    assertThat(rides.status(given)).isEqualTo(ProposalStatus.LAPSED);
    assertThat(rides.status(off)).isEqualTo(ProposalStatus.LAPSED);
    assertThatThrownBy(() -> happen(given, "accept")).isInstanceOf(Problem.class);
  }

  @Test
  void nobodyIsAskedWhereNobodyDrives() {
    var asked = TestCity.asked();
    city.bean(Trips.class).request(asked);

    var proposal = rides.destinations().propose(Rides.another(asked.id(), city.driver()));

    assertThat(proposal.status()).isEqualTo(ProposalStatus.LAPSED);
  }

  @Test
  void aProposalThatWasTakenBackBeforeItCameStaysSo() {
    var ride = rides.assigned();
    rides.destinations().withdraw(ride.elsewhere());

    var proposal = rides.destinations().propose(ride.elsewhere());

    assertThat(proposal.status()).isEqualTo(ProposalStatus.WITHDRAWN);
  }

  @Test
  void aDriverIsAskedAboutOneDestinationAtATimeAndALateTapAgreesToNoOther() {
    var ride = rides.proposed();
    var other = Rides.another(ride.id(), ride.driver());
    assertThatThrownBy(() -> rides.destinations().propose(other))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.code()).isEqualTo("proposal_open"));

    rides.passDeadline(ride.change());
    rides.destinations().propose(other);

    assertThat(rides.status(ride)).isEqualTo(ProposalStatus.EXPIRED);
    assertThatThrownBy(() -> happen(ride, "accept")).isInstanceOf(Problem.class);
    assertThat(rides.destinations().openFor(ride.driver()).orElseThrow().id())
        .isEqualTo(other.id());
  }

  @Test
  void aStrangerAnswersNothing() {
    var ride = rides.proposed();
    var answer = city.bean(AnswerProposal.class);

    assertThatThrownBy(() -> answer.accept(city.driver(), ride.id(), ride.change()))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.status()).isEqualTo(404));
    assertThatThrownBy(() -> answer.accept(ride.driver(), UUID.randomUUID(), ride.change()))
        .isInstanceOf(Problem.class);
    assertThat(rides.status(ride)).isEqualTo(ProposalStatus.OPEN);
  }
}
