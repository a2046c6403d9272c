package souk.sim.verdict;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import souk.sim.journal.Entry.RideSeen;
import souk.sim.journal.Entry.TripEnded;
import souk.sim.road.Point;
import souk.sim.verdict.Rule.Finding;
import souk.sim.view.ChangeView;
import souk.sim.view.ChangeView.Status;
import souk.sim.view.RideStatus;
import souk.sim.view.RideView;

/** Who agreed to go elsewhere goes there, for no more than was agreed; who did not, does not. */
final class DetourRules {
  /** No way costs more than this share of its quote, waiting apart. */
  private static final double CEILING = 1.5;

  /** Each line is rounded. */
  private static final long ROUNDING = 3;

  private DetourRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("destination_told_is_kept", DetourRules::changedDecisions),
        new Rule("ridden_to_where_agreed", DetourRules::riddenElsewhere),
        new Rule("detour_costs_what_was_agreed", DetourRules::tooDear));
  }

  /** A rider who was told that his destination is agreed on, or is not, finds it so in the end. */
  private static Stream<Finding> changedDecisions(History history) {
    return history
        .riders()
        .flatMap(log -> log.all(RideSeen.class))
        .map(RideSeen::ride)
        .flatMap(told ->
            told.changes().stream()
                .filter(change -> change.status() != Status.PROPOSED)
                .flatMap(change -> changedDecision(history, told.id(), change)));
  }

  private static Stream<Finding> changedDecision(History history, UUID ride, ChangeView told) {
    return history
        .ride(ride)
        .filter(last ->
            last.changes().stream()
                .noneMatch(one -> one.id().equals(told.id()) && one.status() == told.status()))
        .map(last ->
            new Finding(
                ride, "change %s was %s and is not now".formatted(told.id(), told.status())));
  }

  /** Ride, trip and the driver who ended it have one destination: the one agreed on last. */
  private static Stream<Finding> riddenElsewhere(History history) {
    return history.rides().values().stream()
        .filter(ride -> ride.status() == RideStatus.COMPLETED && !ride.changes().isEmpty())
        .flatMap(ride -> {
          var agreed = agreed(ride);
          return Stream.concat(
                  Stream.concat(
                      Stream.ofNullable(ride.dropoff()),
                      history.trip(ride.id()).map(trip -> trip.dropoff())),
                  ended(history, ride.id()))
              .filter(place -> !place.equals(agreed))
              .map(place -> new Finding(ride.id(), "went to %s, not %s".formatted(place, agreed)));
        });
  }

  private static Point agreed(RideView ride) {
    return ride.changes().stream()
        .filter(change -> change.status() == Status.AGREED)
        .map(ChangeView::dropoff)
        .reduce(ride.changes().getFirst().from(), (_, later) -> later);
  }

  private static Stream<Point> ended(History history, UUID trip) {
    return history
        .drivers()
        .flatMap(log -> log.all(TripEnded.class))
        .filter(ended -> ended.tripId().equals(trip))
        .map(TripEnded::dropoff);
  }

  /**
   * The fare that the ride shows is the one agreed on, and its bill without waiting keeps to it.
   */
  private static Stream<Finding> tooDear(History history) {
    return history.rides().values().stream()
        .filter(ride -> ride.status() == RideStatus.COMPLETED)
        .filter(ride -> isAgreed(ride) && isTooDear(ride))
        .map(
            ride -> new Finding(ride.id(), "fare %s, bill %s".formatted(ride.fare(), ride.bill())));
  }

  private static boolean isAgreed(RideView ride) {
    return ride.changes().stream().anyMatch(change -> change.status() == Status.AGREED);
  }

  private static boolean isTooDear(RideView ride) {
    var promised =
        ride.changes().stream()
            .filter(change -> change.status() == Status.AGREED)
            .map(ChangeView::fare)
            .reduce((_, later) -> later)
            .orElseThrow();
    var bill = ride.bill();
    if (!promised.equals(ride.fare())) return true;
    return bill != null && bill.withoutWaiting() > promised.amount() * CEILING + ROUNDING;
  }
}
