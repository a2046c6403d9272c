package souk.booking.stay.review;

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
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

@Tag(name = "stays")
@Controller("/v1/hotels/{hotelId}")
@Secured({Role.Names.CUSTOMER, Role.Names.HOST})
@ExecuteOn(TaskExecutors.BLOCKING)
class HotelReviewController {
  private final Hotels hotels;
  private final ReviewRows rows;
  private final HotelRatings ratings;

  HotelReviewController(Hotels hotels, ReviewRows rows, HotelRatings ratings) {
    this.hotels = hotels;
    this.rows = rows;
    this.ratings = ratings;
  }

  /**
   * What a guest said of a hotel; who he is, is not said.
   *
   * @param stayedIn the month in which the stay ended, as {@code 2026-11}
   */
  @Introspected
  @Schema(name = "HotelReview")
  record Line(UUID id, int stars, @Nullable String text, String stayedIn, Instant visibleAt) {
    static Line of(ReviewRow row) {
      return new Line(
          row.id(),
          row.stars(),
          row.words(),
          YearMonth.from(row.departure()).toString(),
          row.visibleAt());
    }
  }

  @Get("/reviews")
  @Operation(summary = "What guests have said of a hotel, newest first")
  Page<Line> list(
      UUID hotelId,
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var from = Cursor.of(cursor);
    var found = rows.ofHotel(hotel(hotelId).id(), from.createdAt(), from.id(), limit + 1);
    return Page.of(found, limit, ReviewRow::visibleAt, ReviewRow::id, Line::of);
  }

  @Get("/rating")
  @Operation(summary = "What a hotel's reviews come to")
  HotelRatings.HotelRating rating(UUID hotelId) {
    return ratings.of(hotel(hotelId).id());
  }

  private Hotel hotel(UUID hotelId) {
    return hotels.find(hotelId).orElseThrow(() -> Problem.notFound("hotel"));
  }
}
