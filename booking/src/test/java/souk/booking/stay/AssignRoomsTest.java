package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;

/** Two guests have two rooms of a type; which is whose is said by the hotel, of each night once. */
class AssignRoomsTest {
  private static PaidHotel hotel;

  private UUID stay;
  private UUID other;
  private UUID first;
  private UUID second;

  @BeforeAll
  static void open() {
    hotel = PaidHotel.open(Map.of("souk.roles", "api", "souk.stays.check-out-grace", "2d"));
  }

  @AfterAll
  static void close() {
    hotel.close();
  }

  @BeforeEach
  void twoStaysOfTheSameNightsAndTwoRooms() {
    hotel.anotherHotel();
    hotel.hotel.sell(hotel.type, hotel.plan, SomeHotel.DAY, PaidHotel.NIGHTS, 2, PaidHotel.PRICE);
    stay = booked();
    other = booked();
    first = room("101");
    second = room("102");
  }

  @Test
  void aRoomIsOneGuestsInANightAndTheNextOnesOnTheDayHeLeaves() {
    var given = answered(give(stay, first), 200).get("items");
    assertThat(given).hasSize(1);
    assertThat(given.get(0).get("number").asText()).isEqualTo("101");
    assertThat(given.get(0).get("until").asText()).isEqualTo(SomeHotel.DAY.plusDays(2).toString());
    assertThat(answered(give(stay, first), 200).get("items")).isEqualTo(given);

    var taken = refused(give(other, first), 409, "room_taken");

    assertThat(taken.at("/taken/0/number").asText()).isEqualTo("101");
    assertThat(taken.at("/taken/0/from").asText()).isEqualTo(SomeHotel.DAY.toString());
    answered(give(other, second), 200);
    answered(give(stay, first), 200);
    var next = new Guest(hotel.node);
    var after = next.held(hotel.hotel, hotel.plan, SomeHotel.DAY.plusDays(2), 1, hotel.type);
    hotel.driveToBooked(next, after);
    answered(give(after, first), 200);
    hotel.assertClean();
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingChanges() {
    answered(give(stay, first), 200);
    refused(give(stay, first, second), 422, "rooms_do_not_match");
    refused(give(stay, first, first), 422, "room_unknown");
    refused(give(stay, UUID.randomUUID()), 422, "room_unknown");
    refused(give(stay), 400, "malformed");
    var suite = hotel.hotel.type("Suite");
    refused(give(stay, room("201", suite)), 422, "rooms_do_not_match");
    refused(give(UUID.randomUUID(), first), 404, "not_found");
    refused(add("101", hotel.type), 409, "room_number_used");
    refused(add("103", UUID.randomUUID()), 422, "room_type_unknown");
    refused(add(" ", hotel.type), 400, "malformed");
    var api = new ApiCalls(hotel.node);
    refused(
        api.get(UUID.randomUUID(), "HOST", hotel.hotel.path("stays/" + stay + "/rooms")),
        404,
        "not_found");
    assertThat(answered(api.get(hotel.hotel.host, "HOST", hotel.hotel.path("rooms")), 200))
        .isNotNull();
    var now = answered(api.get(hotel.hotel.host, "HOST", path(stay)), 200).get("items");
    assertThat(now).hasSize(1);
    assertThat(now.get(0).get("room_id").asText()).isEqualTo(first.toString());
  }

  /** Who leaves early, or calls off, leaves his room to others from today on. */
  @Test
  void aRoomThatNobodySleepsInIsFreeAgain() {
    answered(give(stay, first), 200);
    answered(give(other, second), 200);
    hotel.nightsPass(1);
    answered(hotel.says("check-in", stay), 200);
    answered(hotel.says("check-out", stay, "{\"early\": true}"), 200);
    refused(give(stay, first), 409, "stay_over");

    var moved = answered(give(other, first), 200).get("items");

    assertThat(moved.findValuesAsText("number"))
        .as("last night, tonight")
        .containsExactly("101", "102");
    assertThat(moved.get(1).get("until")).isEqualTo(moved.get(0).get("from"));
    hotel.assertClean();
  }

  @Test
  void ofTwoWhoAreGivenTheSameRoomAtOnceOneHasItAndWhoSwapDoNotDeadlock() throws Exception {
    for (int round = 0; round < 10; round++) {
      answered(give(stay, first), 200);
      answered(give(other, second), 200);
      var statuses = atOnce(() -> give(stay, second), () -> give(other, first));
      assertThat(statuses).isSubsetOf(200, 409).isNotEmpty();
      hotel.site.sql("DELETE FROM booking.room_assignment");
      assertThat(atOnce(() -> give(stay, first), () -> give(other, first)))
          .containsExactlyInAnyOrder(200, 409);
      hotel.site.sql("DELETE FROM booking.room_assignment");
      hotel.assertClean();
    }
  }

  /** Negative control: the key. */
  @Test
  void withoutTheKeyTwoWouldHaveTheRoom() {
    try (var unguarded = PaidHotel.open(Map.of("souk.roles", "api"))) {
      var night =
          "INSERT INTO booking.room_assignment (hotel_id, room_id, night, stay_id)"
              + " SELECT room.hotel_id, room.id, arrival, stay.id FROM booking.stay, booking.room"
              + " ON CONFLICT DO NOTHING";
      for (int n = 0; n < 2; n++) unguarded.held(new Guest(unguarded.node), 2 * n);
      unguarded.site.sql(
          "INSERT INTO booking.room (id, hotel_id, room_type_id, number) SELECT id, hotel_id, id, '1'"
              + " FROM booking.room_type");
      unguarded.site.sql(
          "UPDATE booking.stay SET arrival = (SELECT min(arrival) FROM booking.stay)");
      assertThat(unguarded.site.sql(night)).isOne();
      unguarded.site.sql("DELETE FROM booking.room_assignment");
      unguarded.site.sql(
          "ALTER TABLE booking.room_assignment DROP CONSTRAINT room_is_one_stays_in_a_night");
      assertThat(unguarded.site.sql(night)).isEqualTo(2);
    }
  }

  @SafeVarargs
  private static List<Integer> atOnce(Callable<HttpResponse<String>>... calls) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var statuses = new ArrayList<Integer>();
      for (var answer : threads.invokeAll(List.of(calls))) statuses.add(answer.get().statusCode());
      return statuses;
    }
  }

  private static UUID booked() {
    var guest = new Guest(hotel.node);
    var held = hotel.held(guest);
    hotel.driveToBooked(guest, held);
    return held;
  }

  private static HttpResponse<String> give(UUID stay, UUID... rooms) {
    var ids = Arrays.stream(rooms).map("\"%s\""::formatted).collect(Collectors.joining(", "));
    var body = "{\"room_ids\": [%s]}".formatted(ids);
    return new ApiCalls(hotel.node).call(hotel.hotel.host, "HOST", "PUT", path(stay), body);
  }

  private static String path(UUID stay) {
    return hotel.hotel.path("stays/" + stay + "/rooms");
  }

  private static UUID room(String number) {
    return room(number, hotel.type);
  }

  private static UUID room(String number, UUID type) {
    return UUID.fromString(answered(add(number, type), 201).get("id").asText());
  }

  private static HttpResponse<String> add(String number, UUID type) {
    var body = "{\"room_type_id\": \"%s\", \"number\": \"%s\"}".formatted(type, number);
    return new ApiCalls(hotel.node).post(hotel.hotel.host, "HOST", hotel.hotel.path("rooms"), body);
  }
}
