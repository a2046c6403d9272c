package souk.booking.stay.ical;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.hotel.Hotels;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

@Tag(name = "calendars")
@Controller(CalendarController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class CalendarController {
  static final String PATH = "/v1/calendars/closed.ics";

  private final CalendarLinks links;
  private final ClosedNights closedNights;
  private final FeedRows feeds;
  private final Hotels hotels;
  private final DatabaseClock clock;

  CalendarController(
      CalendarLinks links,
      ClosedNights closedNights,
      FeedRows feeds,
      Hotels hotels,
      DatabaseClock clock) {
    this.links = links;
    this.closedNights = closedNights;
    this.feeds = feeds;
    this.hotels = hotels;
    this.clock = clock;
  }

  /**
   * Who publishes a calendar that is taken here leaves that feed out, and hears no echo. The secret
   * is in the query, which no log and no trace has.
   */
  @Get("{?key,without}")
  @Produces("text/calendar;charset=utf-8")
  @Operation(summary = "Closed nights of a type of rooms as a calendar (RFC 5545)")
  HttpResponse<String> read(
      @QueryValue @Size(max = 100) String key,
      @Nullable @QueryValue UUID without,
      @Nullable @Header(HttpHeaders.IF_NONE_MATCH) String seen) {
    var target = links.open(key).orElseThrow(CalendarController::unknown);
    if (without != null && feeds.find(target.roomTypeId(), without).isEmpty()) {
      throw Problem.malformed("feed_unknown", "without: must be a feed of this type of rooms");
    }
    var text = text(target, Optional.ofNullable(without).orElse(ClosedNights.NONE));
    var tag = tag(text);
    if (tag.equals(seen)) return HttpResponse.<String>notModified().header(HttpHeaders.ETAG, tag);
    return HttpResponse.ok(text)
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=60");
  }

  private String text(CalendarLinks.Target target, UUID without) {
    var hotel = hotels.find(target.hotelId()).orElseThrow();
    var type = hotels.type(hotel.id(), target.roomTypeId()).orElseThrow();
    var today = hotel.today(clock.now());
    return CalendarText.of(
        hotel.facts().name() + " – " + type.name(),
        type.id(),
        closedNights.told(hotel.id(), type.id(), without, today));
  }

  private static String tag(String text) {
    return "\"" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)) + "\"";
  }

  private static Problem unknown() {
    return Problem.notFound("calendar");
  }
}
