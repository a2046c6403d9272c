package souk.booking.stay.hotel;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Tag(name = "stays")
@Controller("/v1/hotels")
@Secured(Role.Names.CUSTOMER)
@ExecuteOn(TaskExecutors.BLOCKING)
class HotelController {
  private final Hotels hotels;

  HotelController(Hotels hotels) {
    this.hotels = hotels;
  }

  @Get("/{hotelId}")
  @Operation(summary = "A hotel, its kinds of rooms and its rate plans")
  HotelView show(UUID hotelId) {
    return hotels
        .find(hotelId)
        .map(hotel -> HotelView.of(hotel, hotels))
        .orElseThrow(() -> Problem.notFound("hotel"));
  }
}
