package souk.booking.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;

/** Monaco cut in two along a meridian; its east counts in another currency. */
class QuotesInTwoCitiesTest {
  private static final double BORDER = 7.4240;
  private static final String WEST = place(43.7347, 7.4206);
  private static final String ALSO_WEST = place(43.7330, 7.4180);
  private static final String EAST = place(43.7394, 7.4282);
  private static final String ALSO_EAST = place(43.7410, 7.4300);

  private static BookingNode node;
  private static ApiCalls api;

  @BeforeAll
  static void open() {
    var site = Site.open("http://127.0.0.1:1");
    site.sql(
        "INSERT INTO booking.tariff (id, city_id, product, version, currency, terms,"
            + " effective_from, reason)"
            + " SELECT gen_random_uuid(), 'east', product, version, 'CHF', terms, effective_from,"
            + " reason FROM booking.tariff WHERE product = 'standard'");
    var settings = new HashMap<>(BookingNode.API_ONLY);
    settings.putAll(
        Map.of(
            "souk.cities.monaco.area", rectangle(7.40, BORDER),
            "souk.cities.east.area", rectangle(BORDER, 7.45),
            "souk.cities.east.zone", "Europe/Zurich",
            "souk.cities.east.currency", "CHF",
            // roads are straight here, nobody opens it
            "souk.cities.east.osm", "pom.xml"));
    node = BookingNode.start(site, settings);
    api = new ApiCalls(node);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void theCityOfThePickupSetsPriceAndCurrency() {
    assertQuoted(answered(ask(WEST, ALSO_WEST), 201), "monaco", "EUR");
    assertQuoted(answered(ask(EAST, ALSO_EAST), 201), "east", "CHF");
  }

  @Test
  void aPickupOutsideIsRefusedWithTheNearestPlaceWhereOneWouldBeServed() {
    var refusal = refused(ask(place(43.7394, 7.4600), EAST), 422, "outside_service_area");
    var nearest = refusal.get("nearest");
    assertThat(nearest.get("lon").asDouble()).isBetween(7.4499, 7.45);
    var there = place(nearest.get("lat").asDouble(), nearest.get("lon").asDouble());
    assertQuoted(answered(ask(there, EAST), 201), "east", "CHF");
  }

  @Test
  void aDropOffInTheOtherCityIsRefusedWithTheNearestPlaceInTheFirst() {
    var refusal = refused(ask(WEST, EAST), 422, "outside_service_area");
    var nearest = refusal.get("nearest");
    assertThat(nearest.get("lon").asDouble()).isBetween(BORDER - 0.0001, BORDER);
    var there = place(nearest.get("lat").asDouble(), nearest.get("lon").asDouble());
    assertQuoted(answered(ask(WEST, there), 201), "monaco", "EUR");
  }

  private static void assertQuoted(JsonNode quote, String city, String currency) {
    assertThat(quote.get("city_id").asText()).isEqualTo(city);
    assertThat(quote.at("/fare/currency").asText()).isEqualTo(currency);
  }

  private static HttpResponse<String> ask(String pickup, String dropoff) {
    var body =
        "{\"pickup\": %s, \"dropoff\": %s, \"product\": \"standard\"}".formatted(pickup, dropoff);
    return api.post(UUID.randomUUID(), "CUSTOMER", "/v1/rides/quotes", body);
  }

  private static List<String> rectangle(double west, double east) {
    return List.of("43.72 " + west, "43.72 " + east, "43.76 " + east, "43.76 " + west);
  }

  private static String place(double lat, double lon) {
    return "{\"lat\": %s, \"lon\": %s}".formatted(lat, lon);
  }
}
