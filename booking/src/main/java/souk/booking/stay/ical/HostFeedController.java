package souk.booking.stay.ical;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.hotel.RoomType;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

@Tag(name = "hosts")
@Controller("/v1/host/hotels/{hotelId}/room-types/{roomTypeId}/feeds")
@Secured(Role.Names.HOST)
@ExecuteOn(TaskExecutors.BLOCKING)
class HostFeedController {
  private final Hotels hotels;
  private final CalendarFeeds feeds;
  private final FeedNights nights;
  private final DatabaseClock clock;

  HostFeedController(Hotels hotels, CalendarFeeds feeds, FeedNights nights, DatabaseClock clock) {
    this.hotels = hotels;
    this.feeds = feeds;
    this.nights = nights;
    this.clock = clock;
  }

  /**
   * A calendar of others.
   *
   * @param url where it is fetched; without it its host sends it
   * @param rooms how many rooms are taken in a night that is; without it all
   */
  @Introspected
  record NewFeed(
      @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*") String name,
      @Nullable @Size(max = 2_000) String url,
      @Nullable @Min(1) @Max(10_000) Integer rooms) {}

  /** A calendar as it is written in RFC 5545. */
  @Introspected
  record SentCalendar(@NotBlank @Size(max = 500_000) String calendar) {}

  /** Why it was not taken the last time; its nights have stayed as they were. */
  @Introspected
  record Failure(String code, String detail, Instant at, int times) {}

  /**
   * How a calendar of others stands.
   *
   * @param nights how many nights it says are taken, from today on
   * @param conflicts where guests have rooms that it says are taken
   */
  @Introspected
  @Schema(name = "CalendarFeed")
  record FeedView(
      UUID id,
      String name,
      @Nullable String url,
      @Nullable Integer rooms,
      int nights,
      List<FeedNights.Conflict> conflicts,
      @Nullable Instant takenAt,
      @Nullable Instant nextFetchAt,
      @Nullable Failure failure,
      Instant createdAt) {}

  @Post
  @Status(HttpStatus.CREATED)
  @Operation(summary = "Close nights of a type of rooms by a calendar (RFC 5545) of others")
  HttpResponse<FeedView> register(
      Person host, UUID hotelId, UUID roomTypeId, @Body @Valid NewFeed wanted) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    var type = type(hotel, roomTypeId);
    var feed = feeds.register(type, wanted.name().strip(), wanted.url(), wanted.rooms());
    return HttpResponse.created(view(hotel, feed));
  }

  @Get
  @Operation(summary = "The calendars of others that close nights of a type of rooms")
  List<FeedView> list(Person host, UUID hotelId, UUID roomTypeId) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    return feeds.of(type(hotel, roomTypeId)).stream().map(feed -> view(hotel, feed)).toList();
  }

  @Get("/{feedId}")
  @Operation(summary = "How a calendar of others stands, and which nights are in conflict")
  FeedView show(Person host, UUID hotelId, UUID roomTypeId, UUID feedId) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    return view(hotel, feeds.find(type(hotel, roomTypeId), feedId));
  }

  @Post("/{feedId}/calendar")
  @Operation(summary = "Send a calendar that is not fetched; all of it is taken, or nothing")
  FeedView send(
      Person host, UUID hotelId, UUID roomTypeId, UUID feedId, @Body @Valid SentCalendar sent) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    return view(hotel, feeds.send(type(hotel, roomTypeId), feedId, sent.calendar()));
  }

  @Post("/{feedId}/fetch")
  @Operation(summary = "Have a calendar fetched soon")
  FeedView fetch(Person host, UUID hotelId, UUID roomTypeId, UUID feedId) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    return view(hotel, feeds.hurry(type(hotel, roomTypeId), feedId));
  }

  @Delete("/{feedId}")
  @Status(HttpStatus.NO_CONTENT)
  @Operation(summary = "Forget a calendar of others; what it has closed opens again")
  void remove(Person host, UUID hotelId, UUID roomTypeId, UUID feedId) {
    feeds.remove(type(hotels.ofHost(host.id(), hotelId), roomTypeId), feedId);
  }

  private RoomType type(Hotel hotel, UUID roomTypeId) {
    return hotels.type(hotel.id(), roomTypeId).orElseThrow(() -> Problem.notFound("room type"));
  }

  private FeedView view(Hotel hotel, FeedRow feed) {
    var today = hotel.today(clock.now());
    return new FeedView(
        feed.id(),
        feed.name(),
        feed.url(),
        feed.rooms(),
        nights.count(feed.id(), today),
        nights.conflicts(feed.id(), today),
        feed.takenAt(),
        feed.nextFetchAt(),
        failure(feed),
        feed.createdAt());
  }

  private static @Nullable Failure failure(FeedRow feed) {
    if (feed.failure() == null) return null;
    return new Failure(
        feed.failure(),
        String.valueOf(feed.failureDetail()),
        Objects.requireNonNull(feed.failedAt()),
        feed.failures());
  }
}
