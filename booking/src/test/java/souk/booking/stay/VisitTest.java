package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;

/**
 * A guest comes and leaves, or does not come; his rooms and his money follow what is said of him.
 */
class VisitTest {
  private static final String EARLY = "{\"early\": true}";
  private static final String A_NIGHT_AND_THEN_ALL = SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE;
  private static final String A_NIGHT =
      "{\"tiers\": [{\"anchor\": \"CHECK_IN\", \"fee\": {\"kind\": \"NIGHTS\", \"value\": 1}}]}";

  /** Of each night; tax and city tax for two come on top. */
  private static final int NIGHT = 10_001;

  private static PaidHotel hotel;

  private Guest guest;

  @BeforeAll
  static void open() {
    // so that no stay ends by the hour at which its test runs
    hotel = PaidHotel.open(Map.of("souk.stays.check-out-grace", "2d"));
  }

  @AfterAll
  static void close() {
    hotel.close();
  }

  @BeforeEach
  void aHotelWithOneRoom() {
    hotel.anotherHotel();
    guest = new Guest(hotel.node);
  }

  @AfterEach
  void countersAreRight() {
    hotel.assertClean();
  }

  @Test
  void whoComesAndLeavesAsBookedHasPaidForAllNights() {
    var stay = hotel.booked(guest, hotel.plan, 2);
    hotel.nightsPass(2);

    var in = answered(hotel.says("check-in", stay), 200);
    assertThat(in.get("status").asText()).isEqualTo("CHECKED_IN");
    assertThat(in.get("kept").isNull()).isTrue();
    assertThat(answered(hotel.says("check-in", stay), 200)).isEqualTo(in);
    refused(hotel.says("no-show", stay), 409, "checked_in");
    refused(hotel.says("cancel", stay), 409, "stay_begun");
    refused(guest.cancel(stay, 100_000, "EUR"), 409, "stay_begun");
    assertThat(guest.stay(stay).get("confirmation").asText()).startsWith("MONACO-S");

    answered(hotel.says("check-out", stay), 200);

    var out = answered(hotel.says("check-out", stay, EARLY), 200);
    assertThat(out.get("status").asText()).isEqualTo("CHECKED_OUT");
    assertThat(out.at("/kept/amount").asInt()).isEqualTo(hotel.total(stay));
    refused(hotel.says("check-in", stay), 409, "stay_over");
    refused(hotel.says("no-show", stay), 409, "stay_over");
    assertThat(guest.stay(stay).get("cancelled").isNull()).isTrue();
    assertThat(hotel.value(stay, "settled_at IS NOT NULL")).isEqualTo("t");
    var money = explained(stay);
    // 20 002 of net, of which the platform has 15 %; a tenth of tax; 250 for each adult and night
    assertThat(credited(money, "payee:payable")).isEqualTo(17_002);
    assertThat(credited(money, "platform:revenue:commission")).isEqualTo(3_000);
    assertThat(credited(money, "tax:payable:monaco:")).isEqualTo(2_000);
    assertThat(credited(money, "tax:payable:monaco stays:")).isEqualTo(1_000);
    assertThat(hotel.events(stay))
        .endsWith("stay.confirmed", "stay.checked_in", "stay.checked_out", "order.completed");
    assertThat(hotel.booked()).as("what was slept stays booked").isEqualTo(2);
  }

  @Test
  void whatIsSaidTooEarlyOrByOthersIsRefused() {
    var stay = hotel.booked(guest, hotel.plan, 2);
    var early = refused(hotel.says("check-in", stay), 422, "too_early");
    assertThat(early.get("from").isTextual()).isTrue();
    refused(hotel.says("no-show", stay), 422, "too_early");
    refused(hotel.says("check-out", stay), 409, "not_checked_in");
    for (var what : new String[] {"check-in", "check-out", "no-show"}) {
      var path = hotel.hotel.path("stays/" + stay + "/" + what);
      var api = new ApiCalls(hotel.node);
      refused(api.post(UUID.randomUUID(), "HOST", path, ""), 404, "not_found");
      assertThat(api.post(guest.id, "CUSTOMER", path, "").statusCode()).isEqualTo(403);
      refused(hotel.says(what, UUID.randomUUID()), 404, "not_found");
    }
    var held =
        new Guest(hotel.node)
            .held(hotel.hotel, hotel.plan, SomeHotel.DAY.plusDays(5), 1, hotel.type);
    refused(hotel.says("check-in", held), 404, "not_found");
    answered(guest.cancel(stay), 200);
    refused(hotel.says("check-in", stay), 409, "stay_over");
    assertThat(hotel.value(stay, "checked_in_at IS NULL")).isEqualTo("t");
  }

  @Test
  void whoLeavesEarlyPaysForHisNightsAndForCallingOffTheOthers() {
    var plan = sold(A_NIGHT);
    var stay = hotel.booked(guest, plan, 4);
    hotel.nightsPass(1);
    answered(hotel.says("check-in", stay), 200);
    var later = refused(hotel.says("check-out", stay), 409, "departs_later");
    // of three nights that he does not sleep one is kept, and no city tax
    var back = 2 * 11_001 + 3 * 500;
    assertThat(later.at("/refund/amount").asInt()).isEqualTo(back);
    assertThat(hotel.value(stay, "status")).isEqualTo("CHECKED_IN");

    answered(hotel.says("check-out", stay, EARLY), 200);

    assertThat(hotel.booked()).as("the night that was slept").isEqualTo(1);
    assertRefunded(stay, back);
    var money = explained(stay);
    assertThat(left(money, "tax:payable:monaco stays:")).isBetween(499L, 501L);
    assertThat(left(money, "payee:payable")).isBetween(17_000L, 17_004L);
    assertThat(hotel.events(stay)).contains("stay.checked_out", "stay.refunded", "order.completed");
  }

  @Test
  void whoDoesNotComePaysForTheNightsAndTheNextGuestMayHaveThem() {
    var stay = hotel.booked(guest, sold(A_NIGHT_AND_THEN_ALL), 3);
    hotel.nightsPass(1);
    hotel.site.sql("UPDATE booking.stay SET no_show_from = clock_timestamp() WHERE id = ?", stay);

    var missed = answered(hotel.says("no-show", stay), 200);

    assertThat(missed.get("status").asText()).isEqualTo("NO_SHOW");
    assertThat(answered(hotel.says("no-show", stay), 200).get("status").asText())
        .isEqualTo("NO_SHOW");
    refused(hotel.says("check-in", stay), 409, "stay_over");
    assertThat(hotel.booked()).as("the night that is over").isEqualTo(1);
    assertRefunded(stay, 3 * 500);
    assertThat(guest.stay(stay).at("/terms/no_show/amount").asInt()).isEqualTo(33_003);
    var money = explained(stay);
    assertThat(left(money, "platform:revenue:cancellation_fee")).isBetween(4_499L, 4_502L);
    assertThat(left(money, "payee:payable")).isBetween(25_501L, 25_504L);
    assertThat(hotel.events(stay)).containsOnlyOnce("stay.no_show", "order.completed");
  }

  /**
   * Of whom his hotel says nothing, he came: nobody's room is given away because of its silence.
   */
  @Test
  void aStayThatNobodyEndsEndsByItself() {
    var stay = hotel.booked(guest, hotel.plan, 2);
    hotel.nightsPass(2);
    assertThat(hotel.value(stay, "status")).isEqualTo("CONFIRMED");

    past(stay, "leave_by");

    guest.await(stay, "CHECKED_OUT");
    assertThat(hotel.value(stay, "kept_minor = total_minor")).isEqualTo("t");
    assertThat(credited(explained(stay), "payee:payable")).isEqualTo(17_002);
    assertThat(hotel.booked()).isEqualTo(2);
  }

  @Test
  void theHotelEarnsADayAfterCheckInAndGivesBackItsPartWhenHeLeavesEarly() {
    var stay = hotel.booked(guest, sold("{\"tiers\": []}"), 3);
    hotel.nightsPass(1);
    answered(hotel.says("check-in", stay), 200);
    assertThat(hotel.value(stay, "divide_at >= checked_in_at + interval '1 day'")).isEqualTo("t");
    assertThat(escrow(stay)).isEqualTo(hotel.total(stay));

    past(stay, "divide_at");

    await().atMost(PaidHotel.PATIENCE).until(() -> escrow(stay) == 0);
    assertThat(earned()).isEqualTo(25_503);
    assertThat(hotel.value(stay, "status")).isEqualTo("CHECKED_IN");
    assertThat(hotel.value(stay, "settled_at IS NULL")).isEqualTo("t");

    answered(hotel.says("check-out", stay, EARLY), 200);

    assertRefunded(stay, 2 * 11_001 + 2 * 500);
    var money = explained(stay);
    assertThat(money.path("postings").findValuesAsText("what")).containsOnlyOnce("COMPLETED");
    assertThat(earned()).isBetween(8_500L, 8_502L);
    assertThat(escrow(stay)).isZero();
  }

  private UUID sold(String policy) {
    var plan = hotel.hotel.plan(policy);
    hotel.hotel.sell(hotel.type, plan, SomeHotel.DAY, PaidHotel.NIGHTS, 1, NIGHT);
    return plan;
  }

  /** Its time has come, and nobody has looked for a while. */
  private static void past(UUID stay, String deadline) {
    hotel.site.sql(
        "UPDATE booking.stay SET %1$s = clock_timestamp(), next_wake_at = clock_timestamp() - interval '3 s' WHERE id = ?"
            .formatted(deadline),
        stay);
  }

  private void assertRefunded(UUID stay, int back) {
    hotel.awaitRest(stay);
    await()
        .atMost(PaidHotel.PATIENCE)
        .until(() -> guest.stay(stay).at("/cancelled/status").asText().equals("SUCCEEDED"));
    assertThat(guest.stay(stay).at("/cancelled/refund/amount").asInt()).isEqualTo(back);
    assertThat(hotel.value(stay, "settled_at IS NOT NULL")).isEqualTo("t");
    assertThat(
            hotel.site.count("SELECT refunded_minor FROM payments.charge WHERE order_id = ?", stay))
        .isEqualTo(back);
  }

  private long escrow(UUID stay) {
    return balance("escrow:stay " + stay);
  }

  private static long earned() {
    return balance("payee:payable:" + hotel.hotel.id);
  }

  private static long balance(String account) {
    return hotel.site.count(
        "SELECT coalesce(-sum(balance_minor), 0) FROM payments.ledger_account WHERE key LIKE ?",
        account + ":%");
  }

  /** Every cent of it, once none is on its way. */
  private JsonNode explained(UUID stay) {
    var path = "/v1/ops/orders/stay/" + stay + "/money";
    var api = new ApiCalls(hotel.node);
    return await()
        .atMost(PaidHotel.PATIENCE)
        .until(
            () -> answered(api.get(UUID.randomUUID(), "OPS", path), 200),
            money ->
                money.path("explained").asBoolean()
                    && money.path("postings").findValuesAsText("what").contains("COMPLETED"));
  }

  private static long credited(JsonNode money, String account) {
    return sum(money, account, "CREDIT");
  }

  private static long left(JsonNode money, String account) {
    return sum(money, account, "CREDIT") - sum(money, account, "DEBIT");
  }

  private static long sum(JsonNode money, String account, String side) {
    return StreamSupport.stream(money.path("postings").spliterator(), false)
        .flatMap(posting -> StreamSupport.stream(posting.path("lines").spliterator(), false))
        .filter(line -> line.path("side").asText().equals(side))
        .filter(line -> line.path("account").asText().startsWith(account))
        .mapToLong(line -> line.at("/amount/amount").asLong())
        .sum();
  }
}
