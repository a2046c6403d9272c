package souk.booking.stay.room;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import souk.booking.stay.hotel.Hotels;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Tag(name = "hosts")
@Controller("/v1/host/hotels/{hotelId}/rooms")
@Secured(Role.Names.HOST)
@ExecuteOn(TaskExecutors.BLOCKING)
class HostRoomController {
  private final Hotels hotels;
  private final Rooms rooms;

  HostRoomController(Hotels hotels, Rooms rooms) {
    this.hotels = hotels;
    this.rooms = rooms;
  }

  /** A room with a number of its own. */
  @Introspected
  record NewRoom(
      @NotNull UUID roomTypeId,
      @NotBlank @Size(max = 20) @Pattern(regexp = "\\P{Cntrl}*") String number) {}

  /** All of them: a hotel has at most a thousand. */
  @Introspected
  record HotelRooms(List<Room> items) {}

  @Get
  @Operation(summary = "The rooms of my hotel, by their numbers")
  HotelRooms list(Person host, UUID hotelId) {
    return new HotelRooms(rooms.of(hotels.ofHost(host.id(), hotelId).id()));
  }

  @Post
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Add a room that guests can be given")
  HttpResponse<Room> add(Person host, UUID hotelId, @Body @Valid NewRoom wanted) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    var type =
        hotels
            .type(hotel.id(), wanted.roomTypeId())
            .orElseThrow(
                () -> Problem.refused("room_type_unknown", "The hotel has no such type of rooms."));
    return HttpResponse.created(rooms.add(type, wanted.number().strip()));
  }
}
