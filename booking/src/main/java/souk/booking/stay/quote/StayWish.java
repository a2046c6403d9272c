package souk.booking.stay.quote;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import souk.booking.stay.calendar.Span;

/** Rooms of one hotel for the same nights. */
public record StayWish(UUID hotelId, Span span, List<RoomWish> rooms) {
  public StayWish {
    rooms = List.copyOf(rooms);
  }

  /** How many of each type, over the whole cart. */
  public Map<UUID, Integer> roomsByType() {
    var count = new TreeMap<UUID, Integer>();
    rooms.forEach(room -> count.merge(room.roomTypeId(), 1, Integer::sum));
    return count;
  }

  public Set<UUID> types() {
    return roomsByType().keySet();
  }

  StayWish later(int days) {
    return new StayWish(hotelId, span.later(days), rooms);
  }
}
