package souk.booking.stay.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.json;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;
import static souk.booking.stay.SomeHotel.terms;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import souk.booking.stay.Guest;
import souk.booking.stay.SomeHotel;

class HostCalendarTest {
  private static final int RIVALS = 8;

  private static Site site;
  private static BookingNode node;
  private static ApiCalls api;

  private SomeHotel hotel;
  private UUID plan;
  private UUID type;

  @BeforeAll
  static void open() {
    site = Site.open("http://127.0.0.1:1");
    node = BookingNode.start(site, BookingNode.API_ONLY);
    api = new ApiCalls(node);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @BeforeEach
  void aHotel() {
    hotel = SomeHotel.open(node);
    plan = hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
    type = hotel.type("Double");
  }

  @Test
  void whatNobodyHasOpenedIsNotForSale() {
    var guest = new Guest(node);
    assertThat(hotel.nights(type, DAY, DAY.plusDays(9)).get("nights")).isEmpty();
    assertThat(reasons(guest.ask(hotel, plan, DAY, 2, type))).containsOnly("NOT_FOR_SALE");
    hotel.set(type, DAY, DAY.plusDays(9), Map.of("total", 3));
    // rooms without a price are not for sale either
    assertThat(reasons(guest.ask(hotel, plan, DAY, 2, type))).containsOnly("NOT_FOR_SALE");
    hotel.sell(type, plan, DAY, 1, 3, 10_000);
    assertThat(reasons(guest.ask(hotel, plan, DAY, 2, type))).containsExactly("NOT_FOR_SALE");
    answered(guest.ask(hotel, plan, DAY, 1, type), 201);
  }

  @Test
  void aChangeSetsWhatItNamesOnItsWeekdaysAndLeavesTheRest() {
    hotel.sell(type, plan, DAY, 14, 5, 10_000);
    var sunday = Map.<String, Object>of("weekdays", "[\"SUNDAY\"]", "stop_sell", true);
    hotel.set(type, DAY, DAY.plusDays(13), sunday);

    var nights = hotel.nights(type, DAY, DAY.plusDays(13)).get("nights");

    assertThat(nights).hasSize(14);
    assertThat(nights).allMatch(night -> night.get("total").asInt() == 5);
    assertThat(nights).allMatch(night -> price(night) == 10_000);
    assertThat(nights)
        .filteredOn(night -> night.get("stop_sell").asBoolean())
        .hasSize(2)
        .allMatch(
            night -> LocalDate.parse(night.get("night").asText()).getDayOfWeek().getValue() == 7);
  }

  @Test
  void everyChangeIsRecordedWithItsVersion() {
    hotel.sell(type, plan, DAY, 3, 5, 10_000);
    hotel.set(type, DAY, DAY, Map.of("total", 4, "blocked", 1));

    var changes =
        answered(api.get(hotel.host, "HOST", hotel.path("room-types/" + type + "/changes")), 200)
            .get("items");

    assertThat(changes.findValuesAsText("version")).containsExactly("3", "2");
    assertThat(changes.get(0).get("made_by").asText()).isEqualTo(hotel.host.toString());
    assertThat(changes.get(0).get("change").get("total").asInt()).isEqualTo(4);
    assertThat(
            site.value(
                "SELECT string_agg(total_delta || '/' || blocked_delta, ' ' ORDER BY id) FROM booking.inventory_ledger WHERE room_type_id = ? AND night = ?",
                type,
                DAY))
        .isEqualTo("5/0 -1/1");
  }

  @Test
  void whoHasNotSeenTheLatestVersionIsTold() {
    hotel.sell(type, plan, DAY, 3, 5, 10_000);
    var body = terms(DAY, DAY, Map.of("total", 9));
    var problem = refused(hotel.change(type, 1, body), 412, "calendar_changed");
    assertThat(problem.get("version").asLong()).isEqualTo(2);
    var missing = api.call(hotel.host, "HOST", "PATCH", nightsPath(), body);
    refused(missing, 400, "if_match_missing");
    var any = api.call(hotel.host, "HOST", "PATCH", nightsPath(), body, "If-Match", "*");
    refused(any, 400, "if_match_malformed");
    assertThat(total()).isEqualTo(5);
  }

  @Test
  void ofSeveralWhoSawTheSameVersionOneChangesIt() {
    hotel.sell(type, plan, DAY, 3, 5, 10_000);
    var seen = hotel.version(type);
    var start = new CyclicBarrier(RIVALS);
    var answers = new ArrayList<Future<HttpResponse<String>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < RIVALS; n++) {
        var body = terms(DAY, DAY.plusDays(2), Map.of("total", 10 + n));
        answers.add(
            threads.submit(() -> {
              start.await();
              return hotel.change(type, seen, body);
            }));
      }
    }
    assertThat(answers.stream().map(Future::resultNow).map(HttpResponse::statusCode))
        .filteredOn(status -> status != 412)
        .containsExactly(200);
    assertThat(hotel.version(type)).isEqualTo(seen + 1);
  }

  @Test
  void noMoreIsTakenAwayThanNobodyHas() {
    hotel.sell(type, plan, DAY, 3, 2, 10_000);
    new Guest(node).held(hotel, plan, DAY.plusDays(1), 1, type, type);
    var body = terms(DAY, DAY.plusDays(2), Map.of("total", 1));

    var problem = refused(hotel.change(type, hotel.version(type), body), 409, "rooms_promised");

    assertThat(problem.get("nights")).hasSize(1);
    assertThat(problem.get("nights").get(0).asText()).isEqualTo(DAY.plusDays(1).toString());
    assertThat(total()).isEqualTo(2);
    // unless more may be sold than there are
    hotel.set(type, DAY, DAY.plusDays(2), Map.of("total", 1, "overbooking", 1));
  }

  @Test
  void blockedRoomsAreNotSoldAndOverbookedOnesAre() {
    hotel.sell(type, plan, DAY, 3, 1, 10_000);
    hotel.set(type, DAY, DAY, Map.of("blocked", 1));
    assertThat(reasons(new Guest(node).ask(hotel, plan, DAY, 1, type))).containsExactly("FULL");
    hotel.set(type, DAY, DAY, Map.of("overbooking", 1));
    new Guest(node).held(hotel, plan, DAY, 1, type);
    assertThat(reasons(new Guest(node).ask(hotel, plan, DAY, 1, type))).containsExactly("FULL");
  }

  @ParameterizedTest
  @CsvSource({
    "closed_to_arrival, true, 0, 2, CLOSED_TO_ARRIVAL",
    "closed_to_departure, true, 2, 2, CLOSED_TO_DEPARTURE",
    "min_stay, 3, 0, 2, MINIMUM_STAY",
    "max_stay, 1, 0, 2, MAXIMUM_STAY",
    "stop_sell, true, 1, 2, NOT_FOR_SALE"
  })
  void aRuleRefusesTheStayThatItIsFor(
      String rule, String value, int day, int nights, String reason) {
    hotel.sell(type, plan, DAY, 20, 2, 10_000);
    var guest = new Guest(node);
    var token = guest.quote(hotel, plan, DAY, nights, type);
    hotel.set(type, DAY.plusDays(day), DAY.plusDays(day), Map.of(rule, value));

    var asked = guest.ask(hotel, plan, DAY, nights, type);
    var held = guest.hold(token);

    assertThat(asked.statusCode()).isEqualTo(reason.equals("NOT_FOR_SALE") ? 409 : 422);
    assertThat(reasons(asked)).containsExactly(reason);
    assertThat(reasons(held)).containsExactly(reason);
    assertThat(json(asked.body()).get("alternatives")).isNotEmpty();
    // one that the rule is not for
    answered(guest.ask(hotel, plan, DAY.plusDays(10), nights, type), 201);
  }

  @Test
  void pricesAreOfPlansOfTheHotelInItsCurrency() {
    var another = SomeHotel.open(node).plan("{\"tiers\": []}");
    refusesPrice(another, 100, "EUR", "rate_plan_unknown");
    refusesPrice(plan, 100, "USD", "price_refused");
    refusesPrice(plan, 0, "EUR", "price_refused");
    refusesPrice(plan, -1, "EUR", "price_refused");
    refusesPrice(plan, 100_000_001, "EUR", "price_refused");
    assertThat(hotel.version(type)).isEqualTo(1);
  }

  private void refusesPrice(UUID ratePlan, long minor, String currency, String code) {
    var prices =
        "[{\"rate_plan_id\": \"%s\", \"amount\": {\"amount\": %d, \"currency\": \"%s\"}}]"
            .formatted(ratePlan, minor, currency);
    refused(hotel.change(type, 1, terms(DAY, DAY, Map.of("prices", prices))), 422, code);
  }

  @Test
  void nightsOfThePastAndOfAFarFutureAreNotChanged() {
    var past = terms(DAY.minusDays(40), DAY, Map.of("total", 1));
    refused(hotel.change(type, 1, past), 422, "nights_out_of_range");
    var future = terms(DAY, DAY.plusYears(3), Map.of("total", 1));
    refused(hotel.change(type, 1, future), 422, "nights_out_of_range");
    var backwards = terms(DAY, DAY.minusDays(1), Map.of("total", 1));
    refused(hotel.change(type, 1, backwards), 400, "malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"from\": \"2027-01-01\"}",
        "{\"from\": \"today\", \"to\": \"2027-01-01\"}",
        "{\"from\": \"2027-02-30\", \"to\": \"2027-03-01\"}",
        "{\"from\": \"2027-01-01\", \"to\": \"2027-01-02\", \"total\": -1}",
        "{\"from\": \"2027-01-01\", \"to\": \"2027-01-02\", \"min_stay\": 0}",
        "{\"from\": \"2027-01-01\", \"to\": \"2027-01-02\", \"weekdays\": [\"FUNDAY\"]}",
        "{\"from\": \"2027-01-01\", \"to\": \"2027-01-02\", \"prices\": [null]}",
        "{\"from\": \"2027-01-01\", \"to\": \"2027-01-02\", \"prices\": [{}]}"
      })
  void malformedChangesAreTheCallersMistake(String body) {
    var answer = hotel.change(type, 1, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  @Test
  void whatHappenedIsNotRewritten() {
    hotel.sell(type, plan, DAY, 1, 1, 10_000);
    for (var sql :
        List.of(
            "UPDATE booking.inventory_ledger SET cause = 'x'",
            "DELETE FROM booking.calendar_change",
            "TRUNCATE booking.inventory_ledger")) {
      assertThatThrownBy(() -> site.sql(sql)).hasStackTraceContaining("is not rewritten");
    }
  }

  private String nightsPath() {
    return hotel.path("room-types/" + type + "/nights");
  }

  private int total() {
    return hotel.nights(type, DAY, DAY).get("nights").get(0).get("total").asInt();
  }

  private static long price(JsonNode night) {
    return night.get("prices").get(0).get("amount").get("amount").asLong();
  }

  private static List<String> reasons(HttpResponse<String> answer) {
    return json(answer.body()).path("nights").findValuesAsText("reason");
  }
}
