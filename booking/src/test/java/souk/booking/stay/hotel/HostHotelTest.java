package souk.booking.stay.hotel;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.json;
import static souk.booking.ApiCalls.refused;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.SomeHotel;

class HostHotelTest {
  private static BookingNode node;
  private static ApiCalls api;

  private SomeHotel hotel;
  private UUID type;

  @BeforeAll
  static void open() {
    node = BookingNode.start(Site.open("http://127.0.0.1:1"), BookingNode.API_ONLY);
    api = new ApiCalls(node);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @BeforeEach
  void aHotel() {
    hotel = SomeHotel.open(node);
    hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
    type = hotel.type("Double");
  }

  @Test
  void aHotelIsShownToGuestsWithItsTypesAndPlans() {
    var shown = answered(api.get(UUID.randomUUID(), "CUSTOMER", "/v1/hotels/" + hotel.id), 200);
    assertThat(shown.get("facts").get("name").asText()).isEqualTo("Grand");
    assertThat(shown.get("facts").get("check_in").asText()).startsWith("15:00");
    assertThat(shown.get("zone").asText()).isEqualTo("Europe/Monaco");
    assertThat(shown.get("city_id").asText()).isEqualTo("monaco");
    assertThat(shown.get("room_types").get(0).get("guests_max").asInt()).isEqualTo(3);
    assertThat(shown.get("rate_plans").get(0).get("refundability").asText())
        .isEqualTo("REFUNDABLE");
  }

  @Test
  void anothersHotelIsNone() {
    var stranger = UUID.randomUUID();
    refused(api.get(stranger, "HOST", "/v1/host/hotels/" + hotel.id), 404, "not_found");
    refused(
        api.get(stranger, "HOST", hotel.path("room-types/" + type + "/changes")), 404, "not_found");
    refused(api.post(stranger, "HOST", hotel.path("rate-plans"), planBody()), 404, "not_found");
    refused(api.get(hotel.host, "CUSTOMER", "/v1/host/hotels"), 403, "forbidden");
    assertThat(json(api.get(hotel.host, "HOST", "/v1/host/hotels").body()).get("items")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "name; \"\"; 400",
        "stars; 6; 400",
        "place; {\"lat\": 91, \"lon\": 7}; 400",
        "place; {\"lat\": 48.8, \"lon\": 2.3}; 422",
        "check_in; \"25:00\"; 400",
        "photos; [\"ftp://x\"]; 400",
        "photos; [\"https://x/\\u0000\"]; 400",
        "amenities; [\"Pool with view\"]; 400",
        "amenities; [null]; 400",
        "zone; \"Mars/Base\"; 422",
        "zone; \"GMT+1\"; 422",
        "tax_basis_points; 10001; 400",
        "city_tax_minor; -1; 400"
      })
  void aHotelThatCannotBeIsRefused(String field, String value, int status) {
    var body = (ObjectNode) json(SomeHotel.body());
    body.set(field, json(value));
    var answer = hotel.openAnother(body.toString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"tiers\": [null]}",
        "{\"tiers\": [{\"fee\": {\"kind\": \"FULL\", \"value\": 0}}]}",
        "{\"tiers\": [{\"anchor\": \"CHECK_IN\"}]}",
        "{\"tiers\": [{\"anchor\": \"CHECK_IN\", \"fee\": {\"kind\": \"PERCENT\", \"value\": 10001}}]}",
        "{\"tiers\": [{\"anchor\": \"CHECK_IN\", \"fee\": {\"kind\": \"FIXED\", \"value\": -1}}]}",
        "{\"tiers\": [{\"days_before\": -1, \"anchor\": \"CHECK_IN\", \"fee\": {\"kind\": \"FULL\", \"value\": 0}}]}"
      })
  void aPolicyThatCannotBeIsRefused(String policy) {
    var body =
        "{\"name\": \"Plan\", \"meal_plan\": \"ROOM_ONLY\", \"policy\": %s}".formatted(policy);
    var answer = api.post(hotel.host, "HOST", hotel.path("rate-plans"), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  private static String planBody() {
    return "{\"name\": \"Plan\", \"meal_plan\": \"ROOM_ONLY\", \"policy\": {\"tiers\": []}}";
  }
}
