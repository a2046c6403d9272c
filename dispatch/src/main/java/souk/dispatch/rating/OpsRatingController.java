package souk.dispatch.rating;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;

@Controller("/v1/ops/ratings")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.OPS)
@Tag(name = "operations")
class OpsRatingController {
  private final RatingRows rows;

  OpsRatingController(RatingRows rows) {
    this.rows = rows;
  }

  @Introspected
  @Schema(name = "ConcerningRating")
  record Line(
      UUID tripId,
      Party ratedBy,
      UUID raterId,
      UUID personId,
      int stars,
      @Nullable String comment,
      @Nullable Concern concern,
      Instant at) {

    static Line of(Rating rating) {
      return new Line(
          rating.tripId(),
          rating.by(),
          rating.rater(),
          rating.person(),
          rating.stars(),
          rating.comment(),
          rating.concern(),
          rating.at());
    }
  }

  @Get("{?concern,cursor,limit}")
  @Operation(summary = "Ratings somebody should read: low ones, and words of danger")
  Page<Line> concerning(
      @Nullable @QueryValue Concern concern,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var from = Cursor.of(cursor);
    var wanted = concern == null ? null : concern.name();
    var found = rows.concerning(wanted, from.createdAt(), from.id(), limit + 1);
    return Page.of(
        found, limit, RatingRow::createdAt, RatingRow::tripId, row -> Line.of(row.rating()));
  }
}
