package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;

/** A booked stay is called off: the rooms are free at once, and all but the fee seen goes back. */
class CancelStayTest {
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
  void aGuestHasBookedTheRoom() {
    hotel.anotherHotel();
    guest = new Guest(hotel.node);
    stay = hotel.paying(guest);
    guest.await(stay, "CONFIRMED");
    hotel.awaitRest(stay);
  }

  @AfterEach
  void countersAreRight() {
    hotel.assertClean();
  }

  @Test
  void longBeforeItCostsNothingAndAllGoesBack() {
    var preview = preview();
    assertThat(minor(preview, "fee")).isZero();
    assertThat(minor(preview, "refund")).isEqualTo(hotel.total(stay));
    assertThat(preview.get("next")).hasSize(2);

    var off = answered(guest.cancel(stay), 200);

    assertThat(off.get("status").asText()).isEqualTo("CANCELLED");
    assertThat(hotel.booked()).isZero();
    hotel.held(new Guest(hotel.node));
    assertKept(0);
    assertThat(hotel.events(stay)).endsWith("stay.cancelled", "stay.refunded");
  }

  @Test
  void theFeeThatWasSeenIsKeptAndDividedAndTheRestGoesBack() {
    due(1);
    var preview = preview();
    var fee = minor(preview, "fee");
    // a night with its tax, of two
    assertThat(fee).isEqualTo(11_001);
    assertThat(sum(preview, "fee")).isEqualTo(fee);
    assertThat(sum(preview, "refund") + minor(preview, "city_tax"))
        .isEqualTo(minor(preview, "refund"));
    var problem = refused(guest.cancel(stay), 409, "fee_changed");
    assertThat(minor(problem, "fee")).isEqualTo(fee);
    refused(guest.cancel(stay, fee - 1, "EUR"), 409, "fee_changed");
    refused(guest.cancel(stay, fee, "USD"), 422, "currency_wrong");
    assertThat(hotel.booked()).isEqualTo(2);

    answered(guest.cancel(stay, fee, "EUR"), 200);

    assertKept(fee);
    var account =
        "SELECT coalesce(-sum(balance_minor), 0) FROM payments.ledger_account WHERE key LIKE '%s'";
    var hotels = account.formatted("payee:payable:" + hotel.hotel.id + ":%%");
    await().atMost(PaidHotel.PATIENCE).until(() -> hotel.site.count(hotels) >= 8_500);
    assertThat(hotel.site.count(hotels)).isLessThanOrEqualTo(8_502);
    assertThat(hotel.site.count(account.formatted("escrow:stay " + stay + ":%%"))).isZero();
  }

  @Test
  void whatItCostsRisesWithTimeAndOnlyThatIsTaken() {
    due(1);
    var seen = minor(preview(), "fee");
    due(2);
    refused(guest.cancel(stay, seen, "EUR"), 409, "fee_changed");
    var whole = minor(preview(), "fee");
    assertThat(whole).isEqualTo(22_002);
    // who agrees to more than it costs pays what it costs
    answered(guest.cancel(stay, whole + 1, "EUR"), 200);
    assertKept(whole);
  }

  @Test
  void theHotelGivesAllBack() {
    due(2);
    var list = hotel.hotel.path("stays");
    var api = new ApiCalls(hotel.node);
    var shown = answered(api.get(hotel.hotel.host, "HOST", list), 200).get("items");
    assertThat(shown).hasSize(1);
    assertThat(shown.get(0).get("confirmation").asText()).startsWith("MONACO-S");
    var path = list + "/" + stay + "/cancel";
    refused(api.post(UUID.randomUUID(), "HOST", path, ""), 404, "not_found");

    var off = answered(api.post(hotel.hotel.host, "HOST", path, ""), 200);

    assertThat(off.get("reason").asText()).isEqualTo("hotel");
    answered(api.post(hotel.hotel.host, "HOST", path, ""), 200);
    assertKept(0);
  }

  @Test
  void whatHasBegunIsNotCalledOff() {
    hotel.site.sql(
        """
        UPDATE booking.stay SET quote = CAST(jsonb_set(CAST(quote AS jsonb),
          '{check_in_at}', to_jsonb(clock_timestamp())) AS text)
        WHERE id = ?
        """,
        stay);
    refused(guest.get("/v1/stays/" + stay + "/cancellation"), 409, "stay_begun");
    refused(guest.cancel(stay, 100_000, "EUR"), 409, "stay_begun");
    assertThat(hotel.booked()).isEqualTo(2);
  }

  @Test
  void calledOffByManyAtOnceItIsGivenBackOnce() throws Exception {
    Callable<Integer> cancel = () -> guest.cancel(stay).statusCode();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(List.of(cancel, cancel, cancel, cancel))) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    assertKept(0);
    assertThat(hotel.events(stay)).containsOnlyOnce("stay.cancelled", "stay.refunded");
    refused(guest.get("/v1/stays/" + stay + "/cancellation"), 409, "stay_over");
  }

  /** So many of its terms' steps are due from now on. */
  private void due(int steps) {
    for (int step = 0; step < steps; step++) {
      hotel.site.sql(
          """
          UPDATE booking.stay SET quote = CAST(jsonb_set(CAST(quote AS jsonb),
            '{price,fees,%d,from}', to_jsonb(clock_timestamp() - interval '%d min')) AS text)
          WHERE id = ?
          """
              .formatted(step, steps - step),
          stay);
    }
  }

  /** The provider has that much in the end, and the guest is told of the rest. */
  private void assertKept(long fee) {
    hotel.awaitRest(stay);
    var total = hotel.total(stay);
    await()
        .atMost(PaidHotel.PATIENCE)
        .until(() -> fee == total || shown().get("status").asText().equals("SUCCEEDED"));
    assertThat(minor(shown(), "fee")).isEqualTo(fee);
    assertThat(minor(shown(), "refund")).isEqualTo(total - fee);
    assertThat(
            hotel.site.count(
                "SELECT captured_minor - refunded_minor FROM payments.charge WHERE order_id = ?",
                stay))
        .isEqualTo((int) fee);
    assertThat(hotel.booked()).isZero();
  }

  private JsonNode shown() {
    return guest.stay(stay).get("cancelled");
  }

  private JsonNode preview() {
    return answered(guest.get("/v1/stays/" + stay + "/cancellation"), 200);
  }

  private static long minor(JsonNode of, String name) {
    return of.get(name).get("amount").asLong();
  }

  private static long sum(JsonNode preview, String name) {
    return StreamSupport.stream(preview.get("nights").spliterator(), false)
        .mapToLong(night -> minor(night, name))
        .sum();
  }
}
