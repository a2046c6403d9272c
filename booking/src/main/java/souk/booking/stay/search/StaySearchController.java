package souk.booking.stay.search;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.calendar.Span;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;

@Tag(name = "stays")
@Controller("/v1/stays/search")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class StaySearchController {
  private static final String PATH =
      "{?lat,lon,radius_m,box,arrival,departure,flexible_days,rooms,adults,children,currency,"
          + "price_min,price_max,stars,rating_min,amenities,text,sort,cursor,limit}";

  private final SearchStays searchStays;

  StaySearchController(SearchStays searchStays) {
    this.searchStays = searchStays;
  }

  /**
   * Where: {@code lat}, {@code lon} and {@code radius_m}, or {@code box}; distances are from that
   * point, else from the middle of the box. A hotel is shown with its cheapest offer: so many rooms
   * of one type under one plan, over all nights, with taxes.
   */
  @Get(PATH)
  @Operation(summary = "Hotels that have rooms, each with the cheapest stay that it offers")
  Page<FoundStay> search(
      Person guest,
      @Nullable @QueryValue Double lat,
      @Nullable @QueryValue Double lon,
      @Nullable @QueryValue("radius_m") @Min(1) @Max(Area.RADIUS_METRES_MAX) Integer radiusM,
      @Parameter(description = "south,west,north,east in degrees")
          @Nullable
          @QueryValue
          @Size(max = 120)
          String box,
      @QueryValue LocalDate arrival,
      @QueryValue LocalDate departure,
      @Parameter(description = "how many days earlier or later the stay may begin")
          @QueryValue(value = "flexible_days", defaultValue = "0")
          @Min(0)
          @Max(7)
          int flexibleDays,
      @QueryValue(defaultValue = "1") @Min(1) @Max(20) int rooms,
      @QueryValue(defaultValue = "2") @Min(1) @Max(400) int adults,
      @QueryValue(defaultValue = "0") @Min(0) @Max(400) int children,
      @Nullable @QueryValue @Pattern(regexp = "[A-Z]{3}") String currency,
      @Parameter(description = "of the whole stay with taxes, in minor units of the currency")
          @Nullable
          @QueryValue("price_min")
          @Min(0)
          Long priceMin,
      @Nullable @QueryValue("price_max") @Min(0) Long priceMax,
      @Parameter(description = "any of these, as 4,5")
          @Nullable
          @QueryValue
          @Pattern(regexp = "[0-5](,[0-5]){0,5}")
          String stars,
      @Parameter(description = "what guests give it on average, at least, as 4.5")
          @Nullable
          @QueryValue("rating_min")
          @DecimalMin("1")
          @DecimalMax("5")
          @Digits(integer = 1, fraction = 2)
          BigDecimal ratingMin,
      @Parameter(description = "all of these, as pool,spa")
          @Nullable
          @QueryValue
          @Size(max = 500)
          @Pattern(regexp = "[a-z0-9_]+(,[a-z0-9_]+)*")
          String amenities,
      @Parameter(description = "what the name is like; typing errors are forgiven")
          @Nullable
          @QueryValue
          @Size(max = 100)
          @Pattern(regexp = "\\P{Cntrl}*")
          String text,
      @QueryValue(defaultValue = "PRICE") SearchOrder sort,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var wish =
        new SearchWish(
            SearchInput.area(lat, lon, radiusM, box),
            Span.asked(arrival, departure),
            flexibleDays,
            new SearchWish.Party(rooms, adults, children),
            SearchInput.filter(currency, priceMin, priceMax, stars, ratingMin, amenities, text),
            sort);
    return searchStays.search(guest.id(), wish, cursor, limit);
  }
}
