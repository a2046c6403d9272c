package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.json;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.platform.audit.AuditRule;

/** Nobody sweeps here: what lapses is given back by whoever asks next. */
class HoldStayTest {
  private static final int NIGHTS = 20;
  private static final long PRICE = 10_001;

  private static Site site;
  private static BookingNode node;

  private SomeHotel hotel;
  private UUID plan;
  private UUID type;
  private Guest guest;
  private Guest other;

  @BeforeAll
  static void open() {
    site = Site.open("http://127.0.0.1:1");
    node = BookingNode.start(site, BookingNode.API_ONLY);
  }

  @AfterAll
  static void close() {
    try {
      for (var name : new String[] {"room-night-is-its-ledger", "held-rooms-are-live-holds"}) {
        var rule = node.bean(AuditRule.class, name);
        assertThat(site.rows(rule.sql(), rule.grace().toSeconds())).as(name).isEmpty();
      }
    } finally {
      node.close();
    }
  }

  @BeforeEach
  void aHotelWithOneRoom() {
    guest = new Guest(node);
    other = new Guest(node);
    hotel = SomeHotel.open(node);
    plan = hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
    type = hotel.type("Double");
    hotel.sell(type, plan, DAY, NIGHTS, 1, PRICE);
  }

  @Test
  void holdsWhatWasQuoted() {
    var quoted = answered(guest.ask(hotel, plan, DAY, 3, type), 201);
    var answer = guest.hold(quoted.get("quote").asText());
    var stay = answered(answer, 201);

    var id = Guest.idOf(stay);
    assertThat(answer.headers().firstValue("Location")).hasValue("/v1/stays/" + id);
    assertThat(stay.get("status").asText()).isEqualTo("HELD");
    assertThat(stay.get("terms")).isEqualTo(quoted.get("terms"));
    assertThat(stay.get("hold").get("expires_in_ms").asLong()).isPositive();
    assertThat(held(DAY.minusDays(1))).isZero();
    assertThat(held(DAY)).isOne();
    assertThat(held(DAY.plusDays(2))).isOne();
    assertThat(held(DAY.plusDays(3))).isZero();
    assertThat(guest.stay(id).get("terms")).isEqualTo(stay.get("terms"));
    assertThat(json(guest.get("/v1/stays").body()).get("items")).hasSize(1);
    assertThat(events(id)).isEqualTo("stay.held");
  }

  @Test
  void theSameRequestAgainIsTheSameStay() {
    var quote = guest.quote(hotel, plan, DAY, 2, type);
    var first = guest.hold(quote, "key-1");
    var again = guest.hold(quote, "key-1");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
  }

  @Test
  void aQuoteIsHeldOnce() {
    var quote = guest.quote(hotel, plan, DAY, 2, type);
    var stay = Guest.idOf(answered(guest.hold(quote), 201));
    var problem = refused(guest.hold(quote), 409, "quote_used");
    assertThat(problem.get("stay_id").asText()).isEqualTo(stay.toString());
  }

  @Test
  void soldOutNamesTheNightsAndTheNearestThatAreFree() {
    var quote = guest.quote(hotel, plan, DAY.plusDays(8), 3, type);
    other.held(hotel, plan, DAY.plusDays(9), 2, type);

    var problem = refused(guest.hold(quote), 409, "sold_out");

    assertThat(problem.get("nights").findValuesAsText("night"))
        .containsExactly(DAY.plusDays(9).toString(), DAY.plusDays(10).toString());
    assertThat(problem.get("nights").findValuesAsText("reason")).containsOnly("FULL");
    assertThat(problem.get("alternatives").findValuesAsText("arrival"))
        .containsExactly(
            DAY.plusDays(6).toString(), DAY.plusDays(5).toString(), DAY.plusDays(11).toString());
    assertThat(problem.hasNonNull("judged_at")).isTrue();
    refused(guest.ask(hotel, plan, DAY.plusDays(8), 3, type), 409, "sold_out");
  }

  @Test
  void theDayOfDepartureIsFreeForTheNextGuest() {
    guest.held(hotel, plan, DAY.plusDays(2), 2, type);
    other.held(hotel, plan, DAY.plusDays(4), 2, type);
    other.held(hotel, plan, DAY, 2, type);
  }

  @Test
  void aPriceThatChangedComesWithTheNewQuote() {
    var quote = guest.quote(hotel, plan, DAY, 2, type);
    hotel.sell(type, plan, DAY.plusDays(1), 1, 1, PRICE + 1);

    var problem = refused(guest.hold(quote), 409, "price_changed");

    assertThat(held(DAY)).isZero();
    var fresh = problem.get("quote");
    assertThat(fresh.get("terms").get("nights").get("amount").asLong()).isEqualTo(2 * PRICE + 1);
    var stay = answered(guest.hold(fresh.get("quote").asText()), 201);
    assertThat(stay.get("terms")).isEqualTo(fresh.get("terms"));
  }

  @Test
  void whatHasLapsedIsFreeForWhoeverAsksNext() {
    var lapsed = guest.held(hotel, plan, DAY, 4, type);
    var quote =
        "UPDATE booking.stay SET expires_at = clock_timestamp() - interval '1 ms' WHERE id = ?";
    site.sql(quote, lapsed);

    assertThat(guest.stay(lapsed).get("status").asText()).isEqualTo("EXPIRED");
    var next = other.held(hotel, plan, DAY.plusDays(1), 2, type);

    assertThat(status(lapsed)).isEqualTo("EXPIRED");
    assertThat(status(next)).isEqualTo("HELD");
    assertThat(held(DAY)).isZero();
    assertThat(held(DAY.plusDays(1))).isOne();
    assertThat(events(lapsed)).isEqualTo("stay.held stay.expired");
    refused(guest.renew(lapsed), 409, "hold_over");
  }

  @Test
  void aGuestsOwnHoldDoesNotStandInHisWay() {
    var first = guest.held(hotel, plan, DAY, 3, type);
    refused(other.ask(hotel, plan, DAY.plusDays(1), 3, type), 409, "sold_out");

    var second = guest.held(hotel, plan, DAY.plusDays(1), 3, type);

    assertThat(status(first)).isEqualTo("CANCELLED");
    assertThat(guest.stay(first).get("reason").asText()).isEqualTo("replaced");
    assertThat(status(second)).isEqualTo("HELD");
    assertThat(held(DAY)).isZero();
    assertThat(held(DAY.plusDays(1))).isOne();
  }

  @Test
  void aRefusedGuestKeepsWhatHeHolds() {
    var suite = hotel.type("Suite");
    hotel.sell(suite, plan, DAY, NIGHTS, 1, PRICE);
    var quote = guest.quote(hotel, plan, DAY, 3, type, suite);
    var mine = guest.held(hotel, plan, DAY, 1, type);
    other.held(hotel, plan, DAY, 1, suite);

    refused(guest.hold(quote), 409, "sold_out");

    assertThat(status(mine)).isEqualTo("HELD");
    assertThat(held(DAY)).isOne();
  }

  @Test
  void aGuestMayHoldSeveralStaysWhileThereIsRoom() {
    hotel.set(type, DAY, DAY.plusDays(5), Map.of("total", 2));
    var first = guest.held(hotel, plan, DAY, 2, type);
    var second = guest.held(hotel, plan, DAY, 2, type);
    assertThat(status(first)).isEqualTo("HELD");
    assertThat(status(second)).isEqualTo("HELD");
    assertThat(held(DAY)).isEqualTo(2);
  }

  @Test
  void theRoomsOfACartAreCountedTogether() {
    refused(guest.ask(hotel, plan, DAY, 2, type, type), 409, "sold_out");
    hotel.set(type, DAY, DAY.plusDays(2), Map.of("total", 2));
    guest.held(hotel, plan, DAY, 2, type, type);
    assertThat(held(DAY)).isEqualTo(2);
  }

  @Test
  void theTimeIsRenewedOnce() {
    var stay = guest.held(hotel, plan, DAY, 1, type);
    site.sql(
        "UPDATE booking.stay SET expires_at = expires_at - interval '5 min' WHERE id = ?", stay);

    var renewed = answered(guest.renew(stay), 200);

    assertThat(renewed.get("hold").get("renewable").asBoolean()).isFalse();
    assertThat(renewed.get("hold").get("expires_in_ms").asLong()).isGreaterThan(300_000);
    refused(guest.renew(stay), 409, "renewed_already");
  }

  @Test
  void whatIsGivenBackIsFreeAndStaysGivenBack() {
    var stay = guest.held(hotel, plan, DAY, 2, type);
    assertThat(answered(guest.cancel(stay), 200).get("status").asText()).isEqualTo("CANCELLED");
    assertThat(answered(guest.cancel(stay), 200).get("reason").asText()).isEqualTo("guest");
    assertThat(held(DAY)).isZero();
    refused(guest.renew(stay), 409, "hold_over");
  }

  @Test
  void anExpiredQuoteIsRefused() {
    try (var hasty =
        BookingNode.start(site, Map.of("souk.roles", "api", "souk.stays.quote-validity", "1ms"))) {
      var hurried = new Guest(hasty);
      var quote = hurried.quote(hotel, plan, DAY, 1, type);
      refused(hurried.hold(quote), 422, "quote_expired");
    }
    assertThat(held(DAY)).isZero();
  }

  @Test
  void anothersQuoteAndStayAreNot() {
    var quote = guest.quote(hotel, plan, DAY, 1, type);
    refused(other.hold(quote), 422, "quote_invalid");
    refused(guest.hold(quote + "x"), 422, "quote_invalid");
    var stay = Guest.idOf(answered(guest.hold(quote), 201));
    refused(other.get("/v1/stays/" + stay), 404, "not_found");
    refused(other.cancel(stay), 404, "not_found");
    refused(other.renew(stay), 404, "not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "7", "{}", "{\"quote\": 7}", "{\"quote\": \"\"}"})
  void malformedRequestsAreTheCallersMistake(String body) {
    assertThat(guest.ask(body).statusCode()).isEqualTo(400);
    assertThat(holdWith(body)).isBetween(400, 422);
  }

  private int holdWith(String body) {
    var api = new ApiCalls(node);
    var key = UUID.randomUUID().toString();
    return api.call(guest.id, "CUSTOMER", "POST", "/v1/stays", body, "Idempotency-Key", key)
        .statusCode();
  }

  private int held(LocalDate night) {
    return site.count(
        "SELECT coalesce(sum(held), 0) FROM booking.room_night WHERE room_type_id = ? AND night = ?",
        type,
        night);
  }

  private static String status(UUID stay) {
    return site.value("SELECT status FROM booking.stay WHERE id = ?", stay);
  }

  private static String events(UUID stay) {
    return site.value(
        "SELECT string_agg(type, ' ' ORDER BY aggregate_version) FROM booking.history WHERE order_id = ?",
        stay);
  }
}
