package souk.booking.stay.hotel;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.policy.Policy;
import souk.dispatch.city.Point;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

@Tag(name = "hosts")
@Controller("/v1/host/hotels")
@Secured(Role.Names.HOST)
@ExecuteOn(TaskExecutors.BLOCKING)
class HostHotelController {
  private final Hotels hotels;
  private final OpenHotel openHotel;

  HostHotelController(Hotels hotels, OpenHotel openHotel) {
    this.hotels = hotels;
    this.openHotel = openHotel;
  }

  /**
   * A hotel in a city that is served. Its currency is the city's.
   *
   * @param zone of the tz database; without it the city's
   * @param checkIn on the hotel's clock, as {@code 15:00}
   * @param cityTaxMinor for each adult and night, in minor units of its currency
   */
  @Introspected
  record NewHotel(
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String name,
      @Nullable @Size(max = 4000) String description,
      @NotNull Point place,
      @Nullable @Size(max = 64) String zone,
      @Min(0) @Max(5) int stars,
      @Nullable @Size(max = 100)
          List<@NotBlank @Size(max = 60) @Pattern(regexp = "[a-z0-9_]+") String> amenities,
      @Nullable @Size(max = 50)
          List<@NotBlank @Size(max = 500) @Pattern(regexp = "https?://[^\\s\\p{Cntrl}]+") String>
              photos,
      @NotNull LocalTime checkIn,
      @NotNull LocalTime checkOut,
      @Min(0) @Max(10_000) int taxBasisPoints,
      @Min(0) @Max(1_000_000) long cityTaxMinor) {
    Hotel.Facts facts() {
      return new Hotel.Facts(
          name.strip(),
          description == null ? "" : description.strip(),
          place,
          stars,
          amenities == null ? List.of() : amenities.stream().distinct().toList(),
          photos == null ? List.of() : photos,
          checkIn,
          checkOut);
    }
  }

  /** How many a room sleeps. */
  @Introspected
  record NewRoomType(
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String name,
      @Min(1) @Max(20) int adultsMax,
      @Min(0) @Max(20) int childrenMax,
      @Min(1) @Max(40) int guestsMax) {}

  /**
   * Under which terms rooms are sold.
   *
   * @param payment when they are paid for; without it, when they are booked
   */
  @Introspected
  record NewRatePlan(
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String name,
      @NotNull MealPlan mealPlan,
      @NotNull Policy policy,
      @Nullable PaymentRule payment) {
    PaymentRule paymentRule() {
      return payment == null ? PaymentRule.PAY_NOW : payment;
    }
  }

  @Post
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Open a hotel; nothing is for sale until its nights are")
  HttpResponse<HotelView> open(Person host, @Body @Valid NewHotel wanted) {
    var hotel =
        openHotel.open(
            host.id(),
            wanted.facts(),
            wanted.zone(),
            wanted.taxBasisPoints(),
            wanted.cityTaxMinor());
    return HttpResponse.created(HotelView.of(hotel, hotels));
  }

  @Get
  @Operation(summary = "My hotels, newest first")
  Page<HotelView> list(
      Person host,
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    return hotels.page(host.id(), Cursor.of(cursor), limit, hotel -> HotelView.of(hotel, hotels));
  }

  @Get("/{hotelId}")
  @Operation(summary = "One of my hotels")
  HotelView show(Person host, UUID hotelId) {
    return HotelView.of(hotels.ofHost(host.id(), hotelId), hotels);
  }

  @Post("/{hotelId}/room-types")
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Add a type of rooms")
  HttpResponse<RoomType> addType(Person host, UUID hotelId, @Body @Valid NewRoomType wanted) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    var guests = wanted.guestsMax();
    if (guests < wanted.adultsMax() || guests > wanted.adultsMax() + wanted.childrenMax()) {
      throw Problem.malformed(
          "malformed", "guests_max: must be from adults_max to adults_max + children_max");
    }
    return HttpResponse.created(
        hotels.addType(
            hotel, wanted.name().strip(), wanted.adultsMax(), wanted.childrenMax(), guests));
  }

  @Post("/{hotelId}/rate-plans")
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Add a rate plan")
  HttpResponse<RatePlan> addPlan(Person host, UUID hotelId, @Body @Valid NewRatePlan wanted) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    return HttpResponse.created(
        hotels.addPlan(
            hotel,
            wanted.name().strip(),
            wanted.mealPlan(),
            wanted.policy(),
            wanted.paymentRule()));
  }
}
