package souk.booking.stay.calendar;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.hotel.RoomType;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.json.Json;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

@Tag(name = "hosts")
@Controller("/v1/host/hotels/{hotelId}/room-types/{roomTypeId}")
@Secured(Role.Names.HOST)
@ExecuteOn(TaskExecutors.BLOCKING)
class HostCalendarController {
  private static final int NIGHTS_MAX = 400;

  private final Hotels hotels;
  private final ChangeCalendar changeCalendar;
  private final HostNights nights;
  private final CalendarChangeRows changes;
  private final Json json;

  HostCalendarController(
      Hotels hotels,
      ChangeCalendar changeCalendar,
      HostNights nights,
      CalendarChangeRows changes,
      Json json) {
    this.hotels = hotels;
    this.changeCalendar = changeCalendar;
    this.nights = nights;
    this.changes = changes;
    this.json = json;
  }

  /** Nights by their day; one that is missing is not for sale. */
  @Introspected
  record HostCalendar(long version, List<HostNights.HostNight> nights) {}

  /** What was changed, by whom. */
  @Introspected
  record ChangeView(UUID id, long version, UUID madeBy, Instant madeAt, NightChange change) {}

  @Get("/nights")
  @Operation(summary = "The nights of a type of rooms, both days included; the ETag is the version")
  HttpResponse<HostCalendar> show(
      Person host,
      UUID hotelId,
      UUID roomTypeId,
      @QueryValue LocalDate from,
      @QueryValue LocalDate to) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= NIGHTS_MAX) {
      throw Problem.malformed("malformed", "to: must be within 400 days from from");
    }
    // the database's calendar ends before Java's
    if (from.getYear() < 2000 || to.getYear() > 2999) {
      throw Problem.malformed("malformed", "from: must be of this age");
    }
    // the version first: a change that comes between makes the caller's later one stale
    var version = type(hotel, roomTypeId).calendarVersion();
    var found = nights.read(hotelId, roomTypeId, from, to, hotel.currency());
    return HttpResponse.ok(new HostCalendar(version, found))
        .header(HttpHeaders.ETAG, SeenVersion.tag(version));
  }

  @Patch("/nights")
  @Operation(
      summary = "Change the nights of a type of rooms; If-Match is the version that was seen")
  HttpResponse<ChangeCalendar.Changed> change(
      Person host,
      UUID hotelId,
      UUID roomTypeId,
      @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch,
      @Body @Valid NightChange change) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    var type = type(hotel, roomTypeId);
    var changed = changeCalendar.change(host.id(), hotel, type, SeenVersion.of(ifMatch), change);
    return HttpResponse.ok(changed).header(HttpHeaders.ETAG, SeenVersion.tag(changed.version()));
  }

  @Get("/changes")
  @Operation(summary = "What was changed about the nights, newest first")
  Page<ChangeView> changes(
      Person host,
      UUID hotelId,
      UUID roomTypeId,
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var type = type(hotels.ofHost(host.id(), hotelId), roomTypeId);
    var from = Cursor.of(cursor);
    var found = changes.of(type.id(), from.createdAt(), from.id(), limit + 1);
    return Page.of(found, limit, CalendarChangeRow::createdAt, CalendarChangeRow::id, this::view);
  }

  private ChangeView view(CalendarChangeRow row) {
    var change = json.read(row.content(), NightChange.class);
    return new ChangeView(row.id(), row.version(), row.madeBy(), row.createdAt(), change);
  }

  private RoomType type(Hotel hotel, UUID roomTypeId) {
    return hotels.type(hotel.id(), roomTypeId).orElseThrow(() -> Problem.notFound("room type"));
  }
}
