package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;

/**
 * Rooms that a change gives up are somebody else's at once, and so are those behind their doors.
 */
class ChangeRoomsTest {
  private static PaidHotel hotel;

  private Guest guest;
  private UUID stay;

  @BeforeAll
  static void open() {
    hotel = PaidHotel.open(Map.of());
  }

  @AfterAll
  static void close() {
    hotel.close();
  }

  @BeforeEach
  void aGuestHasBookedBothRooms() {
    hotel.anotherHotel();
    hotel.hotel.sell(hotel.type, hotel.plan, DAY, PaidHotel.NIGHTS, 2, PaidHotel.PRICE);
    guest = new Guest(hotel.node);
    stay = guest.held(hotel.hotel, hotel.plan, DAY, 2, hotel.type, hotel.type);
    answered(guest.confirm(stay, guest.card("pm_card_visa")), 202);
    guest.await(stay, "CONFIRMED");
    hotel.awaitRest(stay);
    give(room("101"), room("102"));
    assertThat(hotel.booked()).isEqualTo(4);
  }

  @Test
  void ofTwoRoomsOneIsKeptInEveryNightAndTheOtherIsSold() {
    var total = hotel.total(stay);
    changed("{\"rooms\": [%s]}".formatted(aRoom()));

    assertThat(hotel.booked()).isEqualTo(2);
    assertThat(rooms("stay_night", "sum(rooms)")).isEqualTo(2);
    assertThat(rooms("room_assignment", "count(*)")).as("which one its hotel says").isZero();
    assertThat(hotel.total(stay)).isLessThan(total);
    var next = new Guest(hotel.node);
    var late = next.quote(hotel.hotel, hotel.plan, DAY, 2, hotel.type);
    new Guest(hotel.node).held(hotel.hotel, hotel.plan, DAY, 2, hotel.type);
    refused(next.hold(late), 409, "sold_out");
    hotel.awaitRest(stay);
    answered(guest.cancel(stay), 200);
    assertThat(hotel.booked()).isZero();
    hotel.awaitRest(stay);
    hotel.assertClean();
  }

  @Test
  void theRoomsOfANightThatIsGivenUpAreFree() {
    changed("{\"departure\": \"%s\"}".formatted(DAY.plusDays(1)));
    assertThat(rooms("room_assignment", "count(*)")).isEqualTo(2);
    assertThat(rooms("room_assignment", "max(night) - DATE '%s'".formatted(DAY))).isZero();
    hotel.awaitRest(stay);
    hotel.assertClean();
  }

  private void changed(String body) {
    var shown = answered(guest.askChange(stay, body), 201);
    var key = UUID.randomUUID().toString();
    answered(guest.change(stay, shown.get("quote").asText(), key), 200);
  }

  private static String aRoom() {
    return "{\"room_type_id\": \"%s\", \"rate_plan_id\": \"%s\", \"adults\": 2, \"children\": 0}"
        .formatted(hotel.type, hotel.plan);
  }

  private void give(UUID one, UUID other) {
    var path = hotel.hotel.path("stays/" + stay + "/rooms");
    var body = "{\"room_ids\": [\"%s\", \"%s\"]}".formatted(one, other);
    var api = new ApiCalls(hotel.node);
    answered(api.call(hotel.hotel.host, "HOST", "PUT", path, body), 200);
  }

  private static UUID room(String number) {
    var body = "{\"room_type_id\": \"%s\", \"number\": \"%s\"}".formatted(hotel.type, number);
    var api = new ApiCalls(hotel.node);
    var added = api.post(hotel.hotel.host, "HOST", hotel.hotel.path("rooms"), body);
    return UUID.fromString(answered(added, 201).get("id").asText());
  }

  private int rooms(String table, String what) {
    var sql = "SELECT %s FROM booking.%s WHERE stay_id = ?".formatted(what, table);
    return hotel.site.count(sql, stay);
  }
}
