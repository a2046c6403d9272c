package souk.booking.stay.search;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.json;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.Guest;
import souk.booking.stay.SomeHotel;

class StaySearchTest {
  private static final String DATES = "&arrival=%s&departure=%s".formatted(DAY, DAY.plusDays(2));
  private static final String MONACO = "lat=43.7394&lon=7.4282&radius_m=3000" + DATES;

  private static Site site;
  private static BookingNode node;
  private static ApiCalls api;
  private static SomeHotel hotel;
  private static UUID plan;
  private static UUID type;

  @BeforeAll
  static void open() {
    site = Site.open("http://127.0.0.1:1");
    node = BookingNode.start(site, BookingNode.API_ONLY);
    api = new ApiCalls(node);
    hotel = SomeHotel.open(node);
    plan = hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
    type = hotel.type("Double");
    hotel.sell(type, plan, DAY, 20, 2, 10_001);
    site.sql(
        "UPDATE booking.hotel SET name = 'Hôtel Hermitage – Monte-Carlo' WHERE id = ?", hotel.id);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void whatIsFoundIsQuotedAsItWasShown() {
    var found = only(MONACO + "&adults=3&children=1&rooms=2&flexible_days=1");
    assertThat(found.at("/hotel/id").asText()).isEqualTo(hotel.id.toString());
    assertThat(found.at("/hotel/photo").asText()).isEqualTo("https://example.org/1.jpg");
    assertThat(found.at("/hotel/rating").toString()).isEqualTo("{\"average\":null,\"reviews\":0}");
    assertThat(found.at("/distance_m").asInt()).isZero();
    var offer = found.get("offer");
    assertThat(offer.get("arrival").asText()).isEqualTo(DAY.toString());
    assertThat(offer.at("/rate_plan/refundability").asText()).isEqualTo("REFUNDABLE");
    var wish = ((ObjectNode) json("{}")).put("hotel_id", hotel.id.toString());
    wish.set("arrival", offer.get("arrival"));
    wish.set("departure", offer.get("departure"));
    wish.set("rooms", offer.get("rooms"));

    var terms = answered(new Guest(node).ask(wish.toString()), 201).get("terms");

    for (var price : new String[] {"nights", "tax", "city_tax", "total"}) {
      assertThat(terms.get(price)).as(price).isEqualTo(offer.get(price));
    }
  }

  @Test
  void roomsThatAreHeldAreGoneForOthersAndNotForTheirGuest() {
    var day = DAY.plusDays(10);
    var dates =
        "lat=43.7394&lon=7.4282&radius_m=3000&arrival=%s&departure=%s"
            .formatted(day, day.plusDays(1));
    var guest = new Guest(node);
    var stay = guest.held(hotel, plan, day, 1, type, type);
    assertThat(items(search(dates))).isEmpty();
    assertThat(items(guest.get("/v1/stays/search?" + dates))).hasSize(1);
    site.sql(
        "UPDATE booking.stay SET expires_at = clock_timestamp() - interval '1 ms' WHERE id = ?",
        stay);
    assertThat(items(search(dates))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "hermitage, 1",
    "Hermtage, 1",
    "HERMITAGE%20H%C3%94TEL, 1",
    "hermtiage, 1",
    "monte%20carlo, 1",
    "hotle, 1",
    "%20, 1",
    "ritz, 0",
    "hotel%20metropole, 0",
    "%27%3B--, 1",
    "%25, 1"
  })
  void namesMayBeMisspelt(String text, int found) {
    assertThat(items(search(MONACO + "&text=" + text))).hasSize(found);
  }

  @ParameterizedTest
  @CsvSource({
    "stars=5, 1",
    "'stars=3,4', 0",
    "'amenities=pool,spa', 1",
    "'amenities=pool,sauna', 0",
    "currency=EUR&price_max=23002, 1",
    "currency=EUR&price_max=23001, 0",
    "currency=USD, 0",
    "adults=3, 0",
    "rooms=2, 1",
    "rooms=3&adults=3, 0",
    "sort=DISTANCE, 1"
  })
  void whatIsWantedIsFound(String more, int found) {
    assertThat(items(search(MONACO + "&" + more))).as(more).hasSize(found);
  }

  @ParameterizedTest
  @CsvSource({
    "'box=43.7,7.4,43.8,7.5', 1",
    "'box=43.7,7.43,43.8,7.5', 0",
    "'box=43,179,44,-179.9', 0",
    "lat=43.7394&lon=7.4382&radius_m=803, 1",
    "lat=43.7394&lon=7.4382&radius_m=800, 0",
    "lat=89.9&lon=0&radius_m=50000, 0"
  })
  void anAreaIsACircleOrABox(String area, int found) {
    assertThat(items(search(area + DATES))).as(area).hasSize(found);
  }

  @Test
  void anAreaMayCrossTheMeridianOnTheOtherSideOfTheEarth() {
    site.sql("UPDATE booking.hotel SET lat = -16.8, lon = 179.99 WHERE id = ?", hotel.id);
    try {
      assertThat(items(search("lat=-16.8&lon=-179.99&radius_m=3000" + DATES))).hasSize(1);
      assertThat(items(search("box=-17,179.5,-16,-179.5" + DATES))).hasSize(1);
      assertThat(items(search("box=-17,-179.9,-16,-179.5" + DATES))).isEmpty();
    } finally {
      site.sql("UPDATE booking.hotel SET lat = 43.7394, lon = 7.4282 WHERE id = ?", hotel.id);
    }
  }

  @Test
  void aZoneThatTheDatabaseDoesNotKnowKeepsNobodyFromSearching() {
    site.sql("UPDATE booking.hotel SET zone = 'SystemV/PST8' WHERE id = ?", hotel.id);
    try {
      assertThat(items(search(MONACO))).hasSize(1);
    } finally {
      site.sql("UPDATE booking.hotel SET zone = 'Europe/Monaco' WHERE id = ?", hotel.id);
    }
  }

  @Test
  void aCursorIsOfOneSearch() {
    var second = SomeHotel.open(node);
    var plan2 = second.plan("{\"tiers\": []}");
    second.sell(second.type("Double"), plan2, DAY, 4, 1, 9_000);
    try {
      var first = answered(search(MONACO + "&limit=1"), 200);
      assertThat(first.at("/items/0/hotel/id").asText()).isEqualTo(second.id.toString());
      var cursor = first.get("next_cursor").asText();
      var rest = answered(search(MONACO + "&limit=1&cursor=" + cursor), 200);
      assertThat(rest.at("/items/0/hotel/id").asText()).isEqualTo(hotel.id.toString());
      assertThat(rest.hasNonNull("next_cursor")).isFalse();
      refused(search(MONACO + "&adults=1&cursor=" + cursor), 400, "cursor_invalid");
      refused(search(MONACO + "&cursor=x" + cursor), 400, "cursor_invalid");
    } finally {
      site.sql("UPDATE booking.hotel SET lat = 10 WHERE id = ?", second.id);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lat: lon=7&radius_m=5",
        "lon: lat=43&radius_m=5",
        "lat: radius_m=5",
        "lat: ",
        "lat: lat=91&lon=7&radius_m=5",
        "lat: lat=NaN&lon=7&radius_m=5",
        "lon: lat=43&lon=181&radius_m=5",
        "lat: lat=north&lon=7&radius_m=5",
        "radius: lat=43&lon=7",
        "radius: lat=43&lon=7&radius_m=0",
        "radius: lat=43&lon=7&radius_m=50001",
        "radius: lat=43&lon=7&radius_m=many",
        "box: lat=43&lon=7&radius_m=5&box=1,2,3,4",
        "box: box=1,2,3",
        "box: box=1,2,3,four",
        "box: box=44,7,43,8",
        "box: box=-91,7,43,8",
        "box: box=10,7,43,8",
        "box: box=1,2,3,4,5"
      })
  void anAreaThatIsNoneIsRefusedByItsField(String asked) {
    isRefused(asked.split(": ?")[0], asked.split(": ?", 2)[1] + DATES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flexibleDays: flexible_days=8",
        "flexibleDays: flexible_days=-1",
        "rooms: rooms=0",
        "rooms: rooms=9&adults=9",
        "rooms: rooms=two",
        "adults: adults=0",
        "adults: rooms=3&adults=2",
        "children: children=-1",
        "currency: currency=eur",
        "price_min: price_min=1",
        "price_max: price_max=1",
        "price_max: currency=EUR&price_min=2&price_max=1",
        "priceMax: currency=EUR&price_max=-1",
        "stars: stars=6",
        "stars: stars=4,,5",
        "ratingMin: rating_min=0.9",
        "ratingMin: rating_min=5.1",
        "ratingMin: rating_min=4.555",
        "ratingMin: rating_min=1e400000000",
        "rating: rating_min=good",
        "amenities: amenities=Pool",
        "text: text=%0a",
        "text: text=%00",
        "sort: sort=fame",
        "limit: limit=0",
        "limit: limit=101"
      })
  void aWishThatIsNoneIsRefusedByItsField(String asked) {
    isRefused(asked.split(": ")[0], MONACO + "&" + asked.split(": ")[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "arrival, 2020-01-01, 2020-01-02",
    "arrival, 9999-12-30, 9999-12-31",
    "arrival, 2027-02-30, DAY",
    "arrival, today, DAY",
    "arrival, , DAY",
    "arrival, -999999999-01-01, DAY",
    "departure, DAY, DAY",
    "departure, DAY, 2026-01-01",
    "departure, DAY, ",
    "departure, DAY, MONTHS",
    "departure, DAY, 9999-12-31"
  })
  void datesThatCannotBeAreRefusedByTheirField(String field, String arrival, String departure) {
    var dates =
        (arrival == null ? "" : "&arrival=" + date(arrival))
            + (departure == null ? "" : "&departure=" + date(departure));
    isRefused(field, "lat=43.7394&lon=7.4282&radius_m=3000" + dates);
  }

  private static String date(String said) {
    return said.replace("DAY", DAY.toString()).replace("MONTHS", DAY.plusMonths(2).toString());
  }

  @Test
  void onlyGuestsSearch() {
    refused(api.get(UUID.randomUUID(), "HOST", "/v1/stays/search?" + MONACO), 403, "forbidden");
  }

  private static void isRefused(String field, String query) {
    var answer = search(query);
    var problem = answered(answer, 400);
    assertThat(problem.get("detail").asText() + problem.path("errors"))
        .as(answer.body())
        .contains(field);
  }

  private static JsonNode only(String query) {
    var items = items(search(query));
    assertThat(items).hasSize(1);
    return items.get(0);
  }

  private static JsonNode items(HttpResponse<String> answer) {
    return answered(answer, 200).get("items");
  }

  private static HttpResponse<String> search(String query) {
    return api.get(UUID.randomUUID(), "CUSTOMER", "/v1/stays/search?" + query);
  }
}
