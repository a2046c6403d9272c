package souk.booking.stay.details;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.Guest;
import souk.booking.stay.SomeHotel;

class HotelDetailsTest {
  private static BookingNode node;

  private SomeHotel hotel;
  private UUID plan;
  private UUID type;
  private Guest guest;

  @BeforeAll
  static void open() {
    node = BookingNode.start(Site.open("http://127.0.0.1:1"), BookingNode.API_ONLY);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @BeforeEach
  void aHotel() {
    guest = new Guest(node);
    hotel = SomeHotel.open(node);
    plan = hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
    type = hotel.type("Double");
    hotel.sell(type, plan, DAY, 4, 1, 10_001);
  }

  @Test
  void withoutDatesItSaysWhatTheHotelIs() {
    var shown = answered(guest.get("/v1/hotels/" + hotel.id), 200);
    assertThat(shown.at("/facts/photos/0").asText()).isEqualTo("https://example.org/1.jpg");
    assertThat(shown.at("/rate_plans/0/policy_in_words").valueStream().map(JsonNode::asText))
        .containsExactly(
            "Cancelling is free until 2 days before check-in.",
            "From 2 days before check-in on cancelling costs the price of the first night.",
            "From the beginning of the day of arrival on cancelling costs the whole price.",
            "Waiting never makes it cheaper.");
    assertThat(shown.hasNonNull("offers")).isFalse();
  }

  @Test
  void withDatesItSaysWhatQuotesSay() {
    var saver = hotel.plan("{\"tiers\": []}");
    hotel.sell(type, saver, DAY, 4, 1, 9_000);
    hotel.plan("{\"tiers\": []}");
    hotel.type("Suite");

    var offers = show("arrival=%s&departure=%s".formatted(DAY, DAY.plusDays(3))).get("offers");

    // nothing of the plan and the type that nothing is sold of
    assertThat(offers.findValuesAsText("rate_plan_id")).contains(plan.toString(), saver.toString());
    assertThat(offers).hasSize(2);
    for (var offer : offers) {
      var of = UUID.fromString(offer.get("rate_plan_id").asText());
      var quoted = answered(guest.ask(hotel, of, DAY, 3, type), 201).get("terms");
      assertThat(offer.get("terms")).isEqualTo(quoted);
      assertThat(offer.at("/terms/rooms/0/nights")).hasSize(3);
    }
  }

  @Test
  void whatCannotBeHadSaysWhy() {
    hotel.set(type, DAY.plusDays(1), DAY.plusDays(1), Map.of("stop_sell", true));
    var offer = show("arrival=%s&departure=%s".formatted(DAY, DAY.plusDays(3))).at("/offers/0");
    assertThat(offer.hasNonNull("terms")).isFalse();
    assertThat(offer.at("/against/0/night").asText()).isEqualTo(DAY.plusDays(1).toString());
    assertThat(offer.at("/against/0/reason").asText()).isEqualTo("NOT_FOR_SALE");
    var many = show("adults=3&arrival=%s&departure=%s".formatted(DAY, DAY.plusDays(3)));
    assertThat(many.get("offers")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "arrival=2027-01-01, 400", "departure=2027-01-01, 400", "arrival=x&departure=y, 400",
    "arrival=2027-01-02&departure=2027-01-02, 400", "adults=0, 400", "adults=21, 400",
    "arrival=2001-01-01&departure=2001-01-02, 422", "arrival=2001-01-01&departure=9999-01-02, 400"
  })
  void datesThatCannotBeAreRefused(String query, int status) {
    var answer = guest.get("/v1/hotels/" + hotel.id + "?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void aHotelThatIsNotThereIsNone() {
    refused(guest.get("/v1/hotels/" + UUID.randomUUID()), 404, "not_found");
  }

  private JsonNode show(String query) {
    return answered(guest.get("/v1/hotels/" + hotel.id + "?" + query), 200);
  }
}
