package souk.booking.stay.room;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import souk.booking.stay.hotel.RoomType;
import souk.platform.problem.Problem;

/** Which rooms a hotel has. How many of a type are sold is said by its nights, not by these. */
@Singleton
public final class Rooms {
  private static final int ROOMS_MAX = 1_000;

  private final RoomRows rows;

  Rooms(RoomRows rows) {
    this.rows = rows;
  }

  /** By their numbers. */
  public List<Room> of(UUID hotelId) {
    return rows.of(hotelId);
  }

  /**
   * @throws Problem 409 {@code room_number_used}, 422 {@code too_many_rooms}
   */
  Room add(RoomType type, String number) {
    var id = UuidCreator.getTimeOrderedEpoch();
    var entered = rows.enter(id, type.hotelId(), type.id(), number, ROOMS_MAX);
    return entered.stream().findFirst().orElseThrow(() -> refused(type.hotelId(), number));
  }

  private Problem refused(UUID hotelId, String number) {
    if (of(hotelId).stream().anyMatch(room -> room.number().equals(number))) {
      return Problem.conflict("room_number_used", "The hotel has a room of this number.");
    }
    return Problem.refused("too_many_rooms", "A hotel has at most %d rooms.".formatted(ROOMS_MAX))
        .with("rooms_max", ROOMS_MAX);
  }
}
