package souk.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.server.evidence.Served.PATIENCE;
import static souk.server.evidence.Served.done;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.account.IntentHistory;
import souk.payments.card.Cards;
import souk.payments.charge.AuthorizeCharge;
import souk.payments.charge.ChargeStatus;
import souk.payments.charge.Charges;
import souk.payments.order.OrderRef;
import souk.platform.money.Money;
import souk.platform.postgres.Statements;
import souk.server.ServerNode;
import souk.server.TestPhones;

/**
 * A cardholder disputes what he was served; the provider tells of it by webhook, an operator drafts
 * evidence, reads and submits it, and the provider has what all modules know of the order.
 */
class DisputedOrdersTest {
  private static final String SAID = "He was served, and did not complain.";

  private static ServerNode node;
  private static String ops;

  @BeforeAll
  static void start() {
    node = ServerNode.start(ServerNode.database(), Map.of());
    ops = TestPhones.token(UUID.randomUUID(), "OPS");
  }

  @AfterAll
  static void stop() {
    try {
      assertThat(node.twin().violations()).isEmpty();
    } finally {
      node.close();
    }
  }

  @Test
  void ofARideItsTimelineReceiptAndRouteAreShown() {
    var ride = new Served(node).ride();

    var evidence = answered(ride);

    assertThat(text(evidence, "product_description"))
        .startsWith("A ride of ")
        .endsWith(" m by car, ordered and confirmed in the app.");
    assertThat(text(evidence, "access_activity_log"))
        .contains("Ride is REQUESTED", "Offer accepted", "Trip is EN_ROUTE with Dina")
        .contains("Trip is COMPLETED with Dina", "Ride is COMPLETED")
        .doesNotContain("Charge", "Dispute");
    assertThat(text(evidence, "uncategorized_text"))
        .startsWith(SAID)
        .contains("Receipt\nNumber MONACO-", ", total ")
        .contains("Route\nPick-up at 43.73940,7.42820, drop-off at 43.73470,7.42060.")
        .contains("Driver set off: ", "Journey began: ", "Journey ended: ", "Vehicle MC 1234.")
        .contains("Positions sent by the driver's phone: ");
    assertThat(text(evidence, "uncategorized_text"))
        .contains("Journey ended: " + text(evidence, "service_date"));
  }

  @Test
  void ofAStayItsBookingAndItsTimelineAreShown() {
    var stay = new Served(node).stay();

    var evidence = answered(stay);

    assertThat(text(evidence, "product_description")).startsWith("A stay at Grand from ");
    assertThat(text(evidence, "access_activity_log"))
        .contains("Stay is HELD", "Stay is CONFIRMED")
        .doesNotContain("Ride", "Trip");
    assertThat(text(evidence, "uncategorized_text"))
        .startsWith(SAID)
        .contains("Booking\nNights: ", "Total: ", "Agreed: cancelling from ", "Booked at ")
        .doesNotContain("Receipt", "Route");
    assertThat(text(evidence, "service_date")).as("he has not come yet").isEmpty();
  }

  /** The control: of what no module sold there is nothing but the operator's own word. */
  @Test
  void ofAnOrderThatNobodyKnowsThereIsNothingToShow() {
    var payer = UUID.randomUUID();
    var card = node.bean(Cards.class).register(payer, "pm_card_visa").id();
    var order = new OrderRef("ride", UUID.randomUUID());
    var charge = new AuthorizeCharge(UUID.randomUUID(), order, payer, card, Money.of(1250, "EUR"));
    await()
        .atMost(PATIENCE)
        .until(() -> node.bean(Charges.class).collect(charge).status() == ChargeStatus.CAPTURED);

    var evidence = answered(order.id());

    assertThat(text(evidence, "product_description")).isEmpty();
    assertThat(text(evidence, "access_activity_log")).isEmpty();
    assertThat(text(evidence, "service_date")).isEmpty();
    assertThat(text(evidence, "uncategorized_text")).isEqualTo(SAID);
  }

  /** Disputed and answered; what the provider has of the answer. */
  private static JsonNode answered(UUID order) {
    var payment = payment(order);
    atProvider("POST", "/_twin/payment_intents/" + payment + "/dispute", "{}");
    var found = "/v1/ops/disputes?status=NEEDS_RESPONSE&order_id=" + order;
    var dispute =
        await()
            .atMost(PATIENCE)
            .until(
                () -> done(node.get(found, ops)).at("/items/0"), shown -> !shown.isMissingNode());
    assertThat(heardOf(dispute.path("reference").asText())).isEqualTo(1);
    var path = "/v1/ops/disputes/" + dispute.path("dispute_id").asText();
    var draft = done(node.post(path + "/evidence", ops, "{\"statement\": \"%s\"}".formatted(SAID)));
    assertThat(atDispute(dispute).at("/evidence_details/has_evidence").asBoolean())
        .as("drafted only")
        .isFalse();
    done(node.post(path + "/submit", ops, "{\"draft\": %s}".formatted(draft.path("draft"))));
    await()
        .atMost(PATIENCE)
        .until(() -> done(node.get(path, ops)).path("response").asText().equals("ANSWERED"));
    assertThat(atDispute(dispute).at("/evidence_details/submission_count").asInt()).isEqualTo(1);
    return atDispute(dispute).path("evidence");
  }

  private static String payment(UUID order) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                node.twin().intents().stream()
                    .filter(one -> order.toString().equals(one.metadata().get("order_id")))
                    .filter(one -> one.status().equals("succeeded"))
                    .map(IntentHistory::id)
                    .findFirst()
                    .orElse(""),
            id -> !id.isEmpty());
  }

  /** How many webhooks that said so were handled. */
  private static int heardOf(String dispute) {
    var sql =
        """
        SELECT count(*) FROM payments.webhook_event
        WHERE type = 'charge.dispute.created' AND object_id = ? AND handled_at IS NOT NULL\
        """;
    return node.bean(Statements.class)
        .prepare(
            sql,
            statement -> {
              statement.setString(1, dispute);
              try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
              }
            });
  }

  private static JsonNode atDispute(JsonNode dispute) {
    return atProvider("GET", "/v1/disputes/" + dispute.path("reference").asText(), "");
  }

  private static JsonNode atProvider(String method, String path, String body) {
    return done(
        node.send(
            HttpRequest.newBuilder(URI.create(node.twin().baseUrl() + path))
                .header("Authorization", "Bearer sk_test_souk")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))));
  }

  private static String text(JsonNode evidence, String field) {
    return evidence.path(field).isNull() ? "" : evidence.path(field).asText();
  }
}
