package souk.booking.stay;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.room.RoomAssignments;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

@Tag(name = "hosts")
@Controller("/v1/host/hotels/{hotelId}/stays")
@Secured(Role.Names.HOST)
@ExecuteOn(TaskExecutors.BLOCKING)
class HostStayController {
  private final Hotels hotels;
  private final Stays stays;
  private final CancelStay cancelStay;
  private final Visits visits;
  private final AssignRooms assignRooms;
  private final RoomAssignments assignments;

  HostStayController(
      Hotels hotels,
      Stays stays,
      CancelStay cancelStay,
      Visits visits,
      AssignRooms assignRooms,
      RoomAssignments assignments) {
    this.hotels = hotels;
    this.stays = stays;
    this.cancelStay = cancelStay;
    this.visits = visits;
    this.assignRooms = assignRooms;
    this.assignments = assignments;
  }

  /**
   * A stay as its hotel sees it.
   *
   * @param reason of a cancelled one
   * @param kept what of the total is kept, once it is over
   * @param earnedAt when its money became the hotel's earnings
   */
  @Introspected
  record HostStayView(
      UUID id,
      StayStatus status,
      @Nullable String reason,
      String confirmation,
      String guestName,
      LocalDate arrival,
      LocalDate departure,
      Money total,
      @Nullable Money kept,
      Instant confirmedAt,
      @Nullable Instant checkedInAt,
      @Nullable Instant endedAt,
      @Nullable Instant earnedAt,
      long version) {
    static HostStayView of(StayRow row) {
      return new HostStayView(
          row.id(),
          StayStatus.valueOf(row.status()),
          row.reason(),
          Objects.requireNonNull(row.confirmation()),
          row.guestName(),
          row.arrival(),
          row.departure(),
          Money.of(row.totalMinor(), row.currency()),
          kept(row),
          Objects.requireNonNull(row.confirmedAt()),
          row.checkedInAt(),
          row.endedAt(),
          row.dividedAt(),
          row.version());
    }

    private static @Nullable Money kept(StayRow row) {
      if (row.endedAt() == null) return null;
      var minor = row.keptMinor() == null ? row.feeMinor() : row.keptMinor();
      return Money.of(minor, row.currency());
    }
  }

  /**
   * How a guest leaves.
   *
   * @param early whether it is meant that he leaves a night or more before he would have
   */
  @Introspected
  record CheckOutRequest(boolean early) {}

  /** The rooms that a guest gets, as many of each type as he has booked. */
  @Introspected
  record AssignRequest(@NotNull @NotEmpty @Size(max = 20) List<@NotNull UUID> roomIds) {}

  /** The rooms that a guest has, and in which nights. */
  @Introspected
  record StayRooms(List<RoomAssignments.Assigned> items) {}

  @Get
  @Operation(summary = "What is or was booked at my hotel, newest first")
  Page<HostStayView> list(
      Person host,
      UUID hotelId,
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    var found = stays.bookedAt(hotel.id(), Cursor.of(cursor), limit + 1);
    var views = found.stream().map(HostStayView::of).toList();
    return Page.of(views, limit, HostStayView::confirmedAt, HostStayView::id, view -> view);
  }

  @Post("/{stayId}/cancel")
  @Operation(summary = "Call a booked stay off; its guest has all his money back")
  HostStayView cancel(Person host, UUID hotelId, UUID stayId) {
    hotelOf(host, hotelId, stayId);
    cancelStay.byHotel(stayId);
    return shown(stayId);
  }

  @Post("/{stayId}/check-in")
  @Operation(summary = "The guest has come")
  HostStayView checkIn(Person host, UUID hotelId, UUID stayId) {
    hotelOf(host, hotelId, stayId);
    visits.checkIn(stayId);
    return shown(stayId);
  }

  @Post("/{stayId}/check-out")
  @Operation(summary = "The guest has left; nights that he does not sleep are free again")
  HostStayView checkOut(
      Person host, UUID hotelId, UUID stayId, @Nullable @Body @Valid CheckOutRequest request) {
    var hotel = hotelOf(host, hotelId, stayId);
    visits.checkOut(stayId, hotel, request != null && request.early());
    return shown(stayId);
  }

  @Post("/{stayId}/no-show")
  @Operation(summary = "The guest has not come; his nights from today on are free again")
  HostStayView noShow(Person host, UUID hotelId, UUID stayId) {
    var hotel = hotelOf(host, hotelId, stayId);
    visits.noShow(stayId, hotel);
    return shown(stayId);
  }

  @Get("/{stayId}/rooms")
  @Operation(summary = "The rooms that a guest has")
  StayRooms rooms(Person host, UUID hotelId, UUID stayId) {
    hotelOf(host, hotelId, stayId);
    return new StayRooms(assignments.of(stayId));
  }

  @Put("/{stayId}/rooms")
  @Operation(summary = "Give a guest his rooms, or others from today on")
  StayRooms assign(Person host, UUID hotelId, UUID stayId, @Body @Valid AssignRequest request) {
    var hotel = hotelOf(host, hotelId, stayId);
    return new StayRooms(assignRooms.assign(stayId, hotel, request.roomIds()));
  }

  /** The host's hotel, at which the stay is or was booked. */
  private Hotel hotelOf(Person host, UUID hotelId, UUID stayId) {
    var hotel = hotels.ofHost(host.id(), hotelId);
    if (stays.booked(stayId).filter(row -> row.hotelId().equals(hotel.id())).isPresent()) {
      return hotel;
    }
    throw Problem.notFound("stay");
  }

  private HostStayView shown(UUID stayId) {
    return HostStayView.of(stays.booked(stayId).orElseThrow());
  }
}
