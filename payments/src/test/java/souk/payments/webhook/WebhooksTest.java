package souk.payments.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.webhook.Sender.SECRET;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.payments.PaymentsNode;
import souk.platform.action.Operator;

/** Only what Stripe has signed just now is kept, once, and reaches whom it concerns. */
class WebhooksTest {
  private final PaymentsNode node =
      PaymentsNode.serve(
          PaymentsNode.database(),
          "http://127.0.0.1:1",
          Map.of("stripe.webhook-secret", "whsec_new," + SECRET, "test.unwilling-handler", true));

  private final Sender sender = Sender.to(node);
  private final UnwillingHandler handler = node.bean(UnwillingHandler.class);

  @AfterEach
  void close() {
    sender.close();
    node.close();
  }

  @Test
  void keepsAnEventOnceBeforeAnythingFollows() {
    var body = event("evt_1", "test.happened");
    for (var times = 0; times < 3; times++) assertThat(sender.send(body, SECRET)).isEqualTo(200);

    assertThat(kept()).isEqualTo("1");
    assertThat(handler.heard).isEmpty();
    assertThat(node.text("SELECT convert_from(body, 'UTF8') FROM payments.webhook_event"))
        .isEqualTo(body);

    sender.pass();
    sender.pass();
    assertThat(handler.heard)
        .containsExactly(
            new PspEvent(
                "evt_1",
                "test.happened",
                Instant.ofEpochSecond(1_795_000_000),
                "re_7",
                Map.of("refund_id", "7"),
                "pi_7",
                "acct_7"));
  }

  @Test
  void recordsATypeThatNobodyKnows() {
    assertThat(sender.send(event("evt_1", "sorcery.began"), SECRET)).isEqualTo(200);
    assertThat(kept()).isEqualTo("1");
    assertThat(waiting()).isEqualTo("0");
  }

  @Test
  void takesEverySecretInForceAndAnyOfSeveralSignatures() {
    var now = Instant.now().getEpochSecond();
    var body = event("evt_1", "test.happened");
    var old = Sender.signature(body, "whsec_forgotten", now);
    var good = Sender.signature(body, SECRET, now);

    assertThat(sender.send(body, "whsec_new")).isEqualTo(200);
    assertThat(sender.sendSigned(body, old)).isEqualTo(400);
    var both = old + "," + good.substring(good.indexOf("v1=")) + ",v0=whatever";
    assertThat(sender.sendSigned(body, both)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301, 100_000, -100_000})
  void refusesWhatWasSignedTooLongAgoOrHence(long secondsOff) {
    var body = event("evt_1", "test.happened");
    var at = Instant.now().getEpochSecond() + secondsOff + Long.signum(secondsOff) * 30;
    assertThat(sender.sendSigned(body, Sender.signature(body, SECRET, at))).isEqualTo(400);
    assertThat(kept()).isEqualTo("0");
  }

  @Test
  void refusesWhatNobodySignedAndWhatWasChangedOnTheWay() {
    var body = event("evt_1", "test.happened");
    var signature = Sender.signature(body, SECRET, Instant.now().getEpochSecond());
    assertThat(sender.send(body, "whsec_forged")).isEqualTo(400);
    assertThat(sender.sendSigned(body + " ", signature)).isEqualTo(400);
    assertThat(sender.sendSigned(body, null)).isEqualTo(400);
    assertThat(sender.sendSigned(body, "t=,v1=")).isEqualTo(400);
    assertThat(kept()).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "no json",
        "{}",
        "{\"id\": 7, \"type\": \"a\", \"created\": 1}",
        "{\"id\": \"e\\u0000\", \"type\": \"a\", \"created\": 1}",
        "{\"id\": \"e\", \"type\": \"a\", \"created\": 9223372036854775807}"
      })
  void refusesWhatIsNoEventEvenWhenItIsSigned(String body) {
    assertThat(sender.send(body, SECRET)).isEqualTo(400);
    assertThat(kept()).isEqualTo("0");
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    assertThat(sender.send("x".repeat(300_000), SECRET)).isEqualTo(413);
  }

  @Test
  void triesAgainThenGivesUpAndBeginsAgainWhenAPersonSaysSo() {
    handler.unwilling = true;
    sender.send(event("evt_1", "test.happened"), SECRET);
    sender.pass();
    assertThat(waiting()).isEqualTo("1");
    assertThat(node.text("SELECT last_failure FROM payments.webhook_event")).contains("not now");

    node.sql(
        "UPDATE payments.webhook_event SET attempts = %d, next_attempt_at = clock_timestamp()"
            .formatted(HandleWebhooks.ATTEMPTS_MAX - 1));
    sender.pass();
    assertThat(dead()).isEqualTo("1");

    handler.unwilling = false;
    sender.pass();
    assertThat(handler.heard).isEmpty();

    var id = UUID.fromString(node.text("SELECT id FROM payments.webhook_event"));
    node.bean(WebhookEvents.class).revive(new Operator(null, "ops"), id);
    sender.pass();
    assertThat(handler.heard).hasSize(1);
    assertThat(dead()).isEqualTo("0");
    assertThat(node.text("SELECT action FROM platform.action_log"))
        .isEqualTo("webhook_event.retried");
  }

  @Test
  void forgetsWhatWasHandledLongAgoAndNothingElse() {
    handler.unwilling = true;
    sender.send(event("evt_1", "sorcery.began"), SECRET);
    sender.send(event("evt_2", "test.happened"), SECRET);
    node.sql("UPDATE payments.webhook_event SET received_at = received_at - interval '31 days'");
    sender.send(event("evt_3", "sorcery.began"), SECRET);
    node.bean(HandleWebhooks.class).forget();
    assertThat(node.text("SELECT string_agg(event_id, ' ' ORDER BY 1) FROM payments.webhook_event"))
        .isEqualTo("evt_2 evt_3");
  }

  private String kept() {
    return node.text("SELECT count(*) FROM payments.webhook_event");
  }

  private String waiting() {
    return node.text(
        "SELECT count(*) FROM payments.webhook_event WHERE handled_at IS NULL AND dead_at IS NULL");
  }

  private String dead() {
    return node.text("SELECT count(*) FROM payments.webhook_event WHERE dead_at IS NOT NULL");
  }

  private static String event(String id, String type) {
    return """
    {"id": "%s", "object": "event", "account": "acct_7", "created": 1795000000, "type": "%s",
     "data": {"object": {"id": "re_7", "object": "refund", "payment_intent": "pi_7",
                         "metadata": {"refund_id": "7"}, "name": "Zoë"}}}
    """
        .formatted(id, type);
  }
}
