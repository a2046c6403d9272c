package souk.booking.stay.ical;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.hotel.RoomType;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Tag(name = "hosts")
@Controller("/v1/host/hotels/{hotelId}/room-types/{roomTypeId}/calendar-link")
@Secured(Role.Names.HOST)
@ExecuteOn(TaskExecutors.BLOCKING)
class HostLinkController {
  private final Hotels hotels;
  private final CalendarLinks links;

  HostLinkController(Hotels hotels, CalendarLinks links) {
    this.hotels = hotels;
    this.links = links;
  }

  /** Where whoever is told so may read it, without signing in. It is said once. */
  @Introspected
  record CalendarLink(String path) {}

  @Post
  @Operation(summary = "A new secret address of the type's closed nights; the old one ends")
  CalendarLink renew(Person host, UUID hotelId, UUID roomTypeId) {
    var token = links.renew(type(host, hotelId, roomTypeId));
    return new CalendarLink(CalendarController.PATH + "?key=" + token.text());
  }

  @Get
  @Operation(summary = "Since when the type's closed nights have their present address")
  CalendarLinks.Standing show(Person host, UUID hotelId, UUID roomTypeId) {
    return links
        .standing(type(host, hotelId, roomTypeId))
        .orElseThrow(() -> Problem.notFound("calendar link"));
  }

  @Delete
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Let nobody read the type's closed nights any more")
  void remove(Person host, UUID hotelId, UUID roomTypeId) {
    links.remove(type(host, hotelId, roomTypeId));
  }

  private RoomType type(Person host, UUID hotelId, UUID roomTypeId) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    return hotels.type(hotel.id(), roomTypeId).orElseThrow(() -> Problem.notFound("room type"));
  }
}
