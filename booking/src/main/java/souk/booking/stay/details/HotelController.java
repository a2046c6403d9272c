package souk.booking.stay.details;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.calendar.Span;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.quote.StayOffers;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Tag(name = "stays")
@Controller("/v1/hotels")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class HotelController {
  private final Hotels hotels;
  private final StayOffers offers;

  HotelController(Hotels hotels, StayOffers offers) {
    this.hotels = hotels;
    this.offers = offers;
  }

  /**
   * With dates, also what each type and plan costs night by night for one room with these guests,
   * what cancelling costs from which instant on, or what stands against it.
   */
  @Get("/{hotelId}{?arrival,departure,adults,children}")
  @Operation(summary = "A hotel, its kinds of rooms and its rate plans, and what it offers then")
  HotelDetails show(
      Person guest,
      UUID hotelId,
      @Nullable @QueryValue LocalDate arrival,
      @Nullable @QueryValue LocalDate departure,
      @QueryValue(defaultValue = "2") @Min(1) @Max(20) int adults,
      @QueryValue(defaultValue = "0") @Min(0) @Max(20) int children) {
    var span = span(arrival, departure);
    var hotel = hotels.find(hotelId).orElseThrow(() -> Problem.notFound("hotel"));
    return details(
        hotel, span == null ? null : offers.of(guest.id(), hotel, span, adults, children));
  }

  private static @Nullable Span span(@Nullable LocalDate arrival, @Nullable LocalDate departure) {
    if (arrival == null && departure == null) return null;
    if (arrival == null) throw Problem.malformed("malformed", "arrival: give it with departure");
    if (departure == null) throw Problem.malformed("malformed", "departure: give it with arrival");
    return Span.asked(arrival, departure);
  }

  private HotelDetails details(Hotel hotel, @Nullable List<StayOffers.Offer> offered) {
    return new HotelDetails(
        hotel.id(),
        hotel.cityId(),
        hotel.facts(),
        hotel.zone().getId(),
        hotel.taxBasisPoints(),
        hotel.cityTax(),
        hotels.types(hotel.id()),
        hotels.plans(hotel.id()).stream().map(plan -> HotelDetails.Plan.of(plan, hotel)).toList(),
        offered);
  }
}
