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

/**
 * Whoever pays for a stay has a receipt of it, whatever becomes of it, and each amount on it is
 * what the charge and the ledger have.
 */
class StayReceiptTest {
  private static final String EARLY = "{\"early\": true}";
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
  void aPaidStaySaysWhatItCostAndWhereAndWhatWasTaken() {
    var held = hotel.held(guest);
    refused(guest.get(path(held)), 409, "not_paid");
    answered(guest.confirm(held, guest.card("pm_card_visa")), 202);
    guest.await(held, "CONFIRMED");
    hotel.awaitRest(held);

    var receipt = receipt(held);

    assertThat(receipt.path("confirmation").asText()).startsWith("MONACO-S");
    assertThat(receipt.at("/hotel/id").asText()).isEqualTo(hotel.hotel.id.toString());
    assertThat(receipt.at("/hotel/name").asText()).isNotEmpty();
    assertThat(receipt.at("/hotel/place/lat").isNumber()).isTrue();
    assertThat(receipt.at("/booked/rooms/0/nights")).hasSize(2);
    assertThat(line(receipt, "NIGHTS")).isEqualTo(2 * NIGHT);
    assertThat(line(receipt, "TAX")).isEqualTo(2_000);
    assertThat(line(receipt, "CITY_TAX")).isEqualTo(1_000);
    assertThat(receipt.at("/cost/total/currency").asText()).isEqualTo("EUR");
    assertThat(receipt.at("/charge/card/last4").asText()).isEqualTo("4242");
    assertThat(receipt.at("/charge/taken_at").isTextual()).isTrue();
    assertThat(receipt.at("/charge/refunds")).isEmpty();
    assertAddsUp(held, receipt);
    refused(new Guest(hotel.node).get(path(held)), 404, "not_found");
    refused(guest.get(path(UUID.randomUUID())), 404, "not_found");
  }

  @Test
  void eachPaymentSaysWhereItsReceiptIs() {
    var stay = hotel.booked(guest, hotel.plan, 1);
    var payment = receipt(stay).at("/charge/payment_id").asText();
    var shown = answered(guest.get("/v1/payments/" + payment), 200);
    assertThat(shown.path("receipt").asText()).isEqualTo(path(stay));
    var listed = answered(guest.get("/v1/payments"), 200).path("items");
    assertThat(listed).containsExactly(shown);
  }

  /** What never took anything has none. */
  @Test
  void aDeclinedCardHasNoReceipt() {
    var held = hotel.held(guest);
    answered(guest.confirm(held, guest.card("pm_card_chargeCustomerFail")), 202);
    await()
        .atMost(PaidHotel.PATIENCE)
        .until(() -> guest.stay(held).at("/payment/status").asText().equals("DECLINED"));
    refused(guest.get(path(held)), 409, "not_paid");
    var payments = answered(guest.get("/v1/payments"), 200).path("items");
    assertThat(payments).isNotEmpty().allMatch(one -> one.path("receipt").isNull());
  }

  @Test
  void whatIsCalledOffShowsTheFeeAndWhatWentBack() {
    var stay = hotel.booked(guest, sold(), 3);

    answered(guest.cancel(stay, 11_001, "EUR"), 200);

    var receipt = refunded(stay, 2 * 11_001 + 3 * 500);
    assertThat(receipt.path("status").asText()).isEqualTo("CANCELLED");
    assertThat(receipt.path("reason").asText()).isEqualTo("guest");
    assertThat(line(receipt, "CANCELLATION_FEE")).isEqualTo(NIGHT);
    assertThat(line(receipt, "TAX")).isEqualTo(1_000);
    assertThat(line(receipt, "CITY_TAX")).isZero();
    assertThat(receipt.at("/booked/nights/amount").asInt()).isEqualTo(3 * NIGHT);
  }

  @Test
  void whoLeavesEarlySeesTheNightsThatHePaysFor() {
    var stay = hotel.booked(guest, sold(), 4);
    hotel.nightsPass(1);
    answered(hotel.says("check-in", stay), 200);
    assertAddsUp(stay, receipt(stay));

    answered(hotel.says("check-out", stay, EARLY), 200);

    // of three nights that he does not sleep one is kept, and no city tax
    var receipt = refunded(stay, 2 * 11_001 + 3 * 500);
    assertThat(line(receipt, "NIGHTS") + line(receipt, "TAX")).isEqualTo(2 * 11_001);
    assertThat(line(receipt, "CITY_TAX")).isEqualTo(500);
    assertThat(receipt.path("slept_until").asText())
        .isEqualTo(hotel.value(stay, "slept_until"))
        .isLessThan(receipt.path("departure").asText());
  }

  @Test
  void whoDoesNotComeSeesWhatWasKept() {
    var stay = hotel.booked(guest, sold(), 2);
    hotel.nightsPass(1);
    hotel.site.sql("UPDATE booking.stay SET no_show_from = clock_timestamp() WHERE id = ?", stay);

    answered(hotel.says("no-show", stay), 200);

    var receipt = refunded(stay, 2 * 500);
    assertThat(line(receipt, "NO_SHOW_FEE")).isEqualTo(2 * NIGHT);
    assertThat(line(receipt, "CITY_TAX")).isZero();
  }

  private UUID sold() {
    var plan = hotel.hotel.plan(A_NIGHT);
    hotel.hotel.sell(hotel.type, plan, SomeHotel.DAY, PaidHotel.NIGHTS, 1, NIGHT);
    return plan;
  }

  /** The receipt once so much has gone back. */
  private JsonNode refunded(UUID stay, int back) {
    hotel.awaitRest(stay);
    var receipt =
        await()
            .atMost(PaidHotel.PATIENCE)
            .until(
                () -> receipt(stay),
                shown -> shown.at("/charge/refunds/0/status").asText().equals("SUCCEEDED"));
    assertThat(receipt.at("/charge/refunded/amount").asInt()).isEqualTo(back);
    assertThat(receipt.at("/charge/refunds/0/amount/amount").asInt()).isEqualTo(back);
    assertAddsUp(stay, receipt);
    return receipt;
  }

  /** Its lines are what it cost, that is what was paid, and the provider has just that. */
  private static void assertAddsUp(UUID stay, JsonNode receipt) {
    var cost = receipt.at("/cost/total/amount").asInt();
    var lines = receipt.at("/cost/lines");
    var sum = StreamSupport.stream(lines.spliterator(), false).mapToInt(StayReceiptTest::minor);
    assertThat(sum.sum()).isEqualTo(cost);
    assertThat(receipt.at("/paid/amount").asInt()).isEqualTo(cost);
    assertThat(hotel.taken(stay)).isEqualTo(receipt.at("/charge/amount/amount").asLong());
    assertThat(
            hotel.site.count(
                """
                SELECT sum(entry.amount_minor) FROM payments.ledger_journal journal
                JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
                JOIN payments.ledger_account account ON account.id = entry.account_id
                WHERE journal.order_id = ? AND account.kind LIKE 'psp:%'\
                """,
                stay))
        .as("came in and did not go back")
        .isEqualTo(cost);
  }

  private static int line(JsonNode receipt, String what) {
    return StreamSupport.stream(receipt.at("/cost/lines").spliterator(), false)
        .filter(line -> line.path("what").asText().equals(what))
        .mapToInt(StayReceiptTest::minor)
        .sum();
  }

  private static int minor(JsonNode line) {
    return line.at("/amount/amount").asInt();
  }

  private JsonNode receipt(UUID stay) {
    return answered(guest.get(path(stay)), 200);
  }

  private static String path(UUID stay) {
    return "/v1/stays/" + stay + "/receipt";
  }
}
