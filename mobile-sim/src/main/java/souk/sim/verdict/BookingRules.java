package souk.sim.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.sim.journal.Entry.RideAcknowledged;
import souk.sim.journal.Entry.RideSeen;
import souk.sim.verdict.History.PhoneLog;
import souk.sim.verdict.Rule.Finding;
import souk.sim.view.RideStatus;
import souk.sim.view.RideView;

/** What becomes of rides that are booked for a time. All instants are the server's own. */
final class BookingRules {
  /** A ride whose time has come is begun by a sweep, which a busy machine may delay. */
  static final Duration BEGIN_TOLERANCE = Duration.ofSeconds(10);

  private BookingRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule("no_offer_before_its_time", BookingRules::earlyOffers),
        new Rule("booked_ride_begins", BookingRules::neverBegun),
        new Rule("no_waiting_before_the_booked_time", BookingRules::earlyWaiting));
  }

  /** The rides that a rider was shown before they began, as he was. */
  static Stream<RideView> booked(PhoneLog log) {
    return Stream.concat(
            log.all(RideAcknowledged.class).map(RideAcknowledged::ride),
            log.all(RideSeen.class).map(RideSeen::ride))
        .filter(ride -> ride.status() == RideStatus.SCHEDULED);
  }

  private static Stream<RideView> booked(History history) {
    return history.riders().flatMap(BookingRules::booked);
  }

  /** Nobody is asked before the rider was told that somebody would be. */
  private static Stream<Finding> earlyOffers(History history) {
    return booked(history)
        .filter(ride -> ride.startAt() != null)
        .flatMap(ride ->
            history
                .offersMade()
                .filter(offer -> offer.tripId().equals(ride.id()))
                .filter(offer -> offer.madeAt().isBefore(Objects.requireNonNull(ride.startAt())))
                .map(offer ->
                    new Finding(
                        ride.id(),
                        "was offered at %s, to begin at %s"
                            .formatted(offer.madeAt(), ride.startAt()))));
  }

  /** It begins by the time of its pick-up, or is called off and says why. */
  private static Stream<Finding> neverBegun(History history) {
    return booked(history)
        .filter(ride -> ride.pickupAt() != null)
        .flatMap(ride -> history.ride(ride.id()).flatMap(last -> neverBegun(history, ride, last)));
  }

  private static Stream<Finding> neverBegun(History history, RideView booked, RideView last) {
    var latest = Objects.requireNonNull(booked.pickupAt()).plus(BEGIN_TOLERANCE);
    var begun = history.begun().get(booked.id());
    if (begun == null ? wasCalledOff(last) : !begun.isAfter(latest)) return Stream.empty();
    return Stream.of(
        new Finding(
            booked.id(),
            "booked for %s, is %s and began %s"
                .formatted(booked.pickupAt(), last.status(), begun == null ? "never" : begun)));
  }

  private static boolean wasCalledOff(RideView last) {
    return last.status() == RideStatus.CANCELLED && last.cancelled() != null;
  }

  /** Who gets in by the time he booked for has let nobody wait. */
  private static Stream<Finding> earlyWaiting(History history) {
    return history.rides().values().stream()
        .filter(ride -> ride.bill() != null && ride.bill().hasWaiting())
        .flatMap(ride ->
            history
                .trip(ride.id())
                .filter(trip -> isBy(trip.startedAt(), ride.pickupAt()))
                .map(trip ->
                    new Finding(
                        ride.id(),
                        "pays for waiting though the rider, booked for %s, got in at %s"
                            .formatted(ride.pickupAt(), trip.startedAt()))));
  }

  private static boolean isBy(@Nullable Instant boarded, @Nullable Instant pickupAt) {
    return boarded != null && pickupAt != null && !boarded.isAfter(pickupAt);
  }
}
