package souk.booking.stay;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import souk.booking.stay.calendar.Span;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.room.Room;
import souk.booking.stay.room.RoomAssignments;
import souk.booking.stay.room.RoomAssignments.Assigned;
import souk.booking.stay.room.Rooms;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * A hotel gives a guest the rooms that he sleeps in, as many of each type as he has booked. They
 * may be others later, from today on: what was slept is not rewritten.
 */
@Singleton
final class AssignRooms {
  private final Stays stays;
  private final Rooms rooms;
  private final RoomAssignments assignments;
  private final Contention contention;
  private final DatabaseClock clock;

  AssignRooms(
      Stays stays,
      Rooms rooms,
      RoomAssignments assignments,
      Contention contention,
      DatabaseClock clock) {
    this.stays = stays;
    this.rooms = rooms;
    this.assignments = assignments;
    this.contention = contention;
    this.clock = clock;
  }

  /**
   * The same rooms again change nothing.
   *
   * @throws Problem 409 {@code stay_over}, {@code not_booked}, or {@code room_taken} with the rooms
   *     and nights that others have; 422 {@code room_unknown}, {@code rooms_do_not_match}
   */
  List<Assigned> assign(UUID stayId, Hotel hotel, List<UUID> roomIds) {
    return contention.limited(() -> {
      var stay = stays.lock(stayId).orElseThrow();
      refuseUnlessAwaited(stay);
      refuseOthers(stay, roomIds);
      var span = stay.quote().wish().span();
      var from = later(span.arrival(), hotel.today(clock.now()));
      if (from.isBefore(span.departure())) {
        assign(stay, roomIds, new Span(from, span.departure()));
      }
      return assignments.of(stayId);
    });
  }

  private void assign(Stay stay, List<UUID> roomIds, Span nights) {
    if (assignments.assign(stay.hotelId(), stay.id(), roomIds, nights)) return;
    throw Problem.conflict("room_taken", "Another guest has one of these rooms then.")
        .with("taken", assignments.taken(stay.id(), roomIds, nights));
  }

  private static void refuseUnlessAwaited(Stay stay) {
    switch (stay.state()) {
      case StayState.Confirmed _, StayState.CheckedIn _ -> {}
      case StayState.Held _, StayState.Paying _ ->
          throw Problem.conflict("not_booked", "The rooms are not booked yet.");
      case StayState.CheckedOut _, StayState.NoShow _, StayState.Cancelled _, StayState.Expired _ ->
          throw Problem.conflict("stay_over", "The stay is over.");
    }
  }

  private void refuseOthers(Stay stay, List<UUID> roomIds) {
    var chosen =
        rooms.of(stay.hotelId()).stream().filter(room -> roomIds.contains(room.id())).toList();
    if (chosen.size() != roomIds.size()) {
      throw Problem.refused("room_unknown", "Name rooms of this hotel, each of them once.");
    }
    var booked = stay.quote().wish().roomsByType();
    if (byType(chosen).equals(booked)) return;
    throw Problem.refused(
            "rooms_do_not_match", "Give as many rooms of each type as the guest has booked.")
        .with("booked", booked);
  }

  private static Map<UUID, Integer> byType(List<Room> rooms) {
    var count = new TreeMap<UUID, Integer>();
    rooms.forEach(room -> count.merge(room.roomTypeId(), 1, Integer::sum));
    return count;
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }
}
