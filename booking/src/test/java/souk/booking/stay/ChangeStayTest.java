package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;

/** A guest gives up nights of what he has booked: they are free at once, and the rest goes back. */
class ChangeStayTest {
  private static final int TOTAL = 23_002;
  private static final int NIGHT = 11_001;
  private static final int CITY_TAX = 500;

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
  void aGuestHasBookedTwoNights() {
    hotel.anotherHotel();
    guest = new Guest(hotel.node);
    stay = hotel.booked(guest, hotel.plan, 2);
    assertThat(hotel.total(stay)).isEqualTo(TOTAL);
  }

  @AfterEach
  void countersAreRight() {
    hotel.assertClean();
  }

  @Test
  void aNightThatIsGivenUpIsFreeAtOnceAndItsPriceGoesBack() {
    var shown = shortened();
    assertThat(minor(shown, "fee")).isZero();
    assertThat(minor(shown, "refund")).isEqualTo(NIGHT + CITY_TAX);
    assertThat(shown.at("/terms/rooms/0/nights")).hasSize(1);
    assertThat(shown.at("/terms/rooms/0/nights/0/amount/amount").asLong())
        .isEqualTo(PaidHotel.PRICE);
    assertThat(hotel.booked()).as("what is shown is not done").isEqualTo(2);

    var changed = applied(shown);

    assertThat(changed.get("terms")).isEqualTo(shown.get("terms"));
    assertThat(hotel.booked()).isOne();
    new Guest(hotel.node).held(hotel.hotel, hotel.plan, DAY.plusDays(1), 1, hotel.type);
    awaitLeft(NIGHT + CITY_TAX);
    assertThat(guest.stay(stay).at("/changes/count").asInt()).isOne();
    assertThat(guest.stay(stay).get("status").asText()).isEqualTo("CONFIRMED");
    assertThat(hotel.events(stay)).endsWith("stay.changed", "stay.refunded");
    var receipt = answered(guest.get("/v1/stays/" + stay + "/receipt"), 200);
    assertThat(receipt.at("/cost/total/amount").asLong()).isEqualTo(NIGHT + CITY_TAX);
    assertThat(receipt.at("/departure").asText()).isEqualTo(DAY.plusDays(1).toString());
  }

  /** Shortening, then calling off, is paid for twice where calling off at once is paid for once. */
  @Test
  void theFeeIsKeptAlsoWhenTheRestIsCalledOff() {
    theStayBegins("1 day");
    var shown = shortened();
    assertThat(minor(shown, "fee")).isEqualTo(NIGHT);
    assertThat(minor(shown, "refund")).isEqualTo(CITY_TAX);
    applied(shown);
    awaitLeft(TOTAL - CITY_TAX);
    var receipt = answered(guest.get("/v1/stays/" + stay + "/receipt"), 200);
    assertThat(receipt.at("/cost/lines/1/what").asText()).isEqualTo("CHANGE_FEE");
    assertThat(receipt.at("/cost/lines/1/amount/amount").asLong()).isEqualTo(PaidHotel.PRICE);

    answered(guest.cancel(stay, NIGHT, "EUR"), 200);

    awaitLeft(2 * NIGHT);
    assertThat(guest.stay(stay).at("/cancelled/fee/amount").asLong()).isEqualTo(2 * NIGHT);
    assertThat(guest.stay(stay).at("/cancelled/refund/amount").asLong()).isEqualTo(CITY_TAX);
    assertThat(hotel.booked()).isZero();
    var escrow =
        "SELECT coalesce(-sum(balance_minor), 0) FROM payments.ledger_account WHERE key LIKE '%s'";
    await()
        .atMost(PaidHotel.PATIENCE)
        .until(() -> hotel.site.count(escrow.formatted("escrow:stay " + stay + ":%%")) == 0);
  }

  @Test
  void whatIsCalledOffAfterAChangeGoesBackWhole() {
    applied(shortened());
    answered(guest.cancel(stay), 200);
    awaitLeft(0);
    assertThat(hotel.booked()).isZero();
    assertThat(hotel.value(stay, "status")).isEqualTo("CANCELLED");
  }

  @Test
  void anotherNameMovesNoMoneyAndNoNight() {
    var shown = asked("{\"guest_name\": \"Rita Sommer\"}");
    assertThat(minor(shown, "fee") + minor(shown, "refund")).isZero();
    applied(shown);
    var list = answered(hotelGets("stays"), 200).get("items");
    assertThat(list.get(0).get("guest_name").asText()).isEqualTo("Rita Sommer");
    assertThat(hotel.booked()).isEqualTo(2);
    assertThat(left()).isEqualTo(TOTAL);
    assertThat(hotel.value(stay, "phase")).isEqualTo("AWAIT_STAY");
    refused(guest.askChange(stay, "{\"guest_name\": \"Rita Sommer\"}"), 422, "nothing_changes");
    refused(change(shown), 409, "stay_changed");
  }

  @Test
  void fewerGuestsOweLessCityTaxAndMoreAreRefused() {
    var shown = asked(rooms(hotel.plan, 1, 1));
    assertThat(minor(shown, "refund")).isEqualTo(CITY_TAX);
    applied(shown);
    awaitLeft(TOTAL - CITY_TAX);
    assertThat(hotel.booked()).isEqualTo(2);
    refused(guest.askChange(stay, rooms(hotel.plan, 2, 0)), 422, "change_costs_more");
    refused(guest.askChange(stay, rooms(hotel.plan, 3, 0)), 422, "too_many_guests");
  }

  @Test
  void whatCostsMoreByNowIsShownAgainAndNotDone() {
    var seen = shortened();
    theStayBegins("1 day");
    var problem = refused(change(seen), 409, "price_changed");
    assertThat(problem.at("/quote/fee/amount").asLong()).isEqualTo(NIGHT);
    assertThat(hotel.booked()).isEqualTo(2);
    assertThat(hotel.total(stay)).isEqualTo(TOTAL);
    applied(problem.get("quote"));
    assertThat(hotel.booked()).isOne();
  }

  @Test
  void theSameKeyIsAnsweredTheSameAndDoneOnce() {
    var quote = shortened().get("quote").asText();
    var first = answered(guest.change(stay, quote, "once"), 200);
    assertThat(answered(guest.change(stay, quote, "once"), 200)).isEqualTo(first);
    assertThat(hotel.booked()).isOne();
    awaitLeft(NIGHT + CITY_TAX);
  }

  @Test
  void theRulesOfTheHotelHoldForWhatIsLeft() {
    hotel.hotel.set(hotel.type, DAY, DAY, Map.of("min_stay", 2));
    refused(guest.askChange(stay, until(1)), 422, "stay_restricted");
    // they are of nights, and who stays as long is not asked
    asked(rooms(hotel.plan, 1, 0));
  }

  @Test
  void whatIsNoChangeOfAStayIsRefused() {
    refused(guest.askChange(stay, "{}"), 422, "nothing_changes");
    refused(guest.askChange(stay, until(3)), 422, "change_adds_nights");
    refused(guest.askChange(stay, until(0)), 400, "malformed");
    refused(guest.askChange(stay, rooms(UUID.randomUUID(), 2, 0)), 422, "change_adds_rooms");
    assertThat(guest.askChange(stay, "{\"rooms\": []}").statusCode()).isEqualTo(400);
    assertThat(guest.askChange(stay, "{\"guest_name\": \"a\\u0000\"}").statusCode()).isEqualTo(400);
    refused(new Guest(hotel.node).askChange(stay, until(1)), 404, "not_found");
    refused(guest.change(stay, "nonsense", "bad"), 422, "quote_invalid");
    var ofOther = shortened().get("quote").asText();
    refused(new Guest(hotel.node).change(stay, ofOther, "other"), 404, "not_found");
    refused(guest.hold(ofOther), 422, "quote_invalid");
    theStayBegins("0 s");
    refused(guest.askChange(stay, until(1)), 409, "stay_begun");
    refused(guest.change(stay, ofOther, "late"), 409, "stay_begun");
    assertThat(hotel.booked()).isEqualTo(2);
  }

  @Test
  void whatIsOverOrNotBookedIsNotChanged() {
    var held = hotel.held(guest, 5);
    refused(guest.askChange(held, "{\"guest_name\": \"Rita\"}"), 409, "not_booked");
    answered(guest.cancel(held), 200);
    refused(guest.askChange(held, "{\"guest_name\": \"Rita\"}"), 409, "stay_over");
  }

  private JsonNode shortened() {
    return asked(until(1));
  }

  private JsonNode asked(String body) {
    return answered(guest.askChange(stay, body), 201);
  }

  private HttpResponse<String> change(JsonNode shown) {
    return guest.change(stay, shown.get("quote").asText(), UUID.randomUUID().toString());
  }

  private JsonNode applied(JsonNode shown) {
    return answered(change(shown), 200);
  }

  private HttpResponse<String> hotelGets(String below) {
    return new ApiCalls(hotel.node).get(hotel.hotel.host, "HOST", hotel.hotel.path(below));
  }

  private static String until(int nights) {
    return "{\"departure\": \"%s\"}".formatted(DAY.plusDays(nights));
  }

  private static String rooms(UUID plan, int adults, int children) {
    return "{\"rooms\": [{\"room_type_id\": \"%s\", \"rate_plan_id\": \"%s\", \"adults\": %d, \"children\": %d}]}"
        .formatted(hotel.type, plan, adults, children);
  }

  private void theStayBegins(String in) {
    hotel.site.sql(
        """
        UPDATE booking.stay SET quote = CAST(jsonb_set(CAST(quote AS jsonb),
          '{check_in_at}', to_jsonb(clock_timestamp() + interval '%s')) AS text)
        WHERE id = ?
        """
            .formatted(in),
        stay);
  }

  /** The provider has that much in the end, and no money is on its way. */
  private void awaitLeft(int minor) {
    hotel.awaitRest(stay);
    await().atMost(PaidHotel.PATIENCE).until(() -> left() == minor);
    await()
        .atMost(PaidHotel.PATIENCE)
        .until(() ->
            hotel.site.count(
                    "SELECT count(*) FROM payments.refund WHERE status <> 'SUCCEEDED' AND charge_id IN"
                        + " (SELECT id FROM payments.charge WHERE order_id = ?)",
                    stay)
                == 0);
  }

  private int left() {
    return hotel.site.count(
        "SELECT captured_minor - refunded_minor FROM payments.charge WHERE order_id = ?", stay);
  }

  private static long minor(JsonNode of, String name) {
    return of.get(name).get("amount").asLong();
  }
}
