package souk.dispatch.rating;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.trip.TripView;
import souk.dispatch.trip.Trips;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** Each party of a completed trip rates the other once, within the window. */
@Singleton
public final class RateTrip {
  private final Trips trips;
  private final RatingRows rows;
  private final ReputationRows reputations;
  private final Transactions transactions;
  private final RatingConfiguration configuration;
  private final SafetyWords safetyWords;

  RateTrip(
      Trips trips,
      RatingRows rows,
      ReputationRows reputations,
      Transactions transactions,
      RatingConfiguration configuration) {
    this.trips = trips;
    this.rows = rows;
    this.reputations = reputations;
    this.transactions = transactions;
    this.configuration = configuration;
    this.safetyWords = new SafetyWords(configuration.getSafetyWords());
  }

  /** Who rates whom on which trip. */
  private record Meeting(TripView trip, Party by, UUID rater, UUID person, Instant completedAt) {}

  /**
   * Rates the other party; the same again changes nothing.
   *
   * @throws Problem 404 for who was not on the trip, 409 before its end ({@code
   *     trip_not_completed}) or when it was rated otherwise ({@code already_rated}), 422 after the
   *     window ({@code rating_closed})
   */
  Rating rate(UUID rater, UUID tripId, int stars, @Nullable String comment) {
    var meeting = meeting(rater, tripId);
    return transactions.call(() -> {
      var weight = weight(meeting);
      if (enter(meeting, stars, comment, weight) == 1) {
        reputations.add(meeting.person(), meeting.by().other().name(), weight, stars);
      }
      return stored(meeting, stars, comment);
    });
  }

  /** What somebody has said about a trip of his. */
  Optional<Rating> given(UUID rater, UUID tripId) {
    var by = party(trip(tripId), rater);
    return rows.find(tripId, by.name()).map(RatingRow::rating);
  }

  private Meeting meeting(UUID rater, UUID tripId) {
    var trip = trip(tripId);
    var by = party(trip, rater);
    var driver = trip.driver();
    var completedAt = trip.completedAt();
    if (driver == null || completedAt == null) {
      throw Problem.conflict("trip_not_completed", "Only a completed trip can be rated.");
    }
    var person =
        switch (by) {
          case RIDER -> driver.id();
          case DRIVER -> trip.riderId();
        };
    return new Meeting(trip, by, rater, person, completedAt);
  }

  private TripView trip(UUID id) {
    return trips.find(id).orElseThrow(() -> Problem.notFound("trip"));
  }

  private static Party party(TripView trip, UUID person) {
    if (trip.riderId().equals(person)) return Party.RIDER;
    var driver = trip.driver();
    if (driver != null && driver.id().equals(person)) return Party.DRIVER;
    throw Problem.notFound("trip");
  }

  private int weight(Meeting meeting) {
    var most = configuration.getTripsToCountFully();
    return switch (meeting.by()) {
      case RIDER -> rows.completedByRider(meeting.rater(), most);
      case DRIVER -> rows.completedByDriver(meeting.rater(), most);
    };
  }

  private int enter(Meeting meeting, int stars, @Nullable String comment, int weight) {
    return rows.enter(
        meeting.trip().id(),
        meeting.by().name(),
        meeting.trip().cityId(),
        meeting.rater(),
        meeting.person(),
        stars,
        comment,
        weight,
        concern(stars, comment).map(Enum::name).orElse(null),
        meeting.completedAt(),
        configuration.getWindow().toSeconds());
  }

  private Optional<Concern> concern(int stars, @Nullable String comment) {
    if (comment != null && safetyWords.in(comment)) return Optional.of(Concern.SAFETY);
    return stars <= configuration.getLowStars() ? Optional.of(Concern.LOW) : Optional.empty();
  }

  private Rating stored(Meeting meeting, int stars, @Nullable String comment) {
    var rating =
        rows.find(meeting.trip().id(), meeting.by().name())
            .map(RatingRow::rating)
            .orElseThrow(
                () -> Problem.refused("rating_closed", "It is too late to rate this trip."));
    if (rating.says(stars, comment)) return rating;
    throw Problem.conflict("already_rated", "You have rated this trip otherwise before.");
  }
}
