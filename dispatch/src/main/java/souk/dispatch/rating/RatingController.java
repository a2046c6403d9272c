package souk.dispatch.rating;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Role.Names.CUSTOMER, Role.Names.DRIVER})
@Tag(name = "ratings")
class RatingController {
  private final RateTrip rateTrip;
  private final Ratings ratings;

  RatingController(RateTrip rateTrip, Ratings ratings) {
    this.rateTrip = rateTrip;
    this.ratings = ratings;
  }

  @Introspected
  @Schema(name = "RateTrip")
  record Request(
      @NotNull @Min(1) @Max(5) Integer stars,
      @Nullable @Size(min = 1, max = 500) @Pattern(regexp = "\\P{Cntrl}*") String comment) {}

  /** What a party has said. The other party is not told which trip a rating was for. */
  @Introspected
  @Schema(name = "Rating")
  record Given(UUID tripId, int stars, @Nullable String comment, Instant at) {
    static Given of(Rating rating) {
      return new Given(rating.tripId(), rating.stars(), rating.comment(), rating.at());
    }
  }

  @Introspected
  @Schema(name = "MyReputation")
  record Mine(Reputation asRider, Reputation asDriver) {}

  @Post("/trips/{id}/rating")
  @Operation(summary = "Rate whom I met on a completed trip, once")
  Given rate(Person person, UUID id, @Body @Valid Request request) {
    return Given.of(rateTrip.rate(person.id(), id, request.stars(), request.comment()));
  }

  @Get("/trips/{id}/rating")
  @Operation(summary = "What I said of a trip")
  Given given(Person person, UUID id) {
    return rateTrip
        .given(person.id(), id)
        .map(Given::of)
        .orElseThrow(() -> Problem.notFound("rating"));
  }

  @Get("/me/reputation")
  @Operation(summary = "What others think of me")
  Mine mine(Person person) {
    return new Mine(ratings.of(person.id(), Party.RIDER), ratings.of(person.id(), Party.DRIVER));
  }
}
