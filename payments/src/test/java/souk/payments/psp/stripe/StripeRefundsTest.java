package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspRefund;
import souk.payments.psp.PspRefund.Status;
import souk.platform.money.Money;

/** What goes over the wire for a refund, and what each of the answers means. */
class StripeRefundsTest {
  private static final UUID OURS = UUID.fromString("0198a000-0000-7000-8000-000000000001");
  private static final PspKey KEY = PspKey.of(OURS, "refund", 1);

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final TestStripe client = new TestStripe();
  private final StripeRefunds refunds = new StripeRefunds(client.at(stripe.url()));

  @AfterEach
  void close() {
    client.close();
    stripe.close();
  }

  private static String refund(String id, String status, String ours) {
    return """
    {"id": "%s", "object": "refund", "status": "%s", "amount": 500, "currency": "eur",
     "payment_intent": "pi_1", "metadata": {"refund_id": "%s"}}\
    """
        .formatted(id, status, ours);
  }

  @Test
  void asksUnderOurOwnKeyWithOurOwnId() {
    stripe.answers(200, refund("re_1", "succeeded", OURS.toString()));
    var outcome = refunds.refund(KEY, OURS, "pi_1", Money.of(500, "EUR"));
    assertThat(outcome)
        .isEqualTo(new PspOutcome.Succeeded<>(new PspRefund("re_1", Status.SUCCEEDED, null)));
    var wire = stripe.requests.getFirst();
    assertThat(wire.path()).isEqualTo("/v1/refunds");
    assertThat(wire.key()).isEqualTo(KEY.value());
    assertThat(wire.parameters())
        .containsExactlyInAnyOrder(
            "payment_intent=pi_1",
            "amount=500",
            "reason=requested_by_customer",
            "metadata[refund_id]=" + OURS);
  }

  @ParameterizedTest
  @CsvSource({
    "pending, PENDING",
    "requires_action, PENDING",
    "succeeded, SUCCEEDED",
    "failed, FAILED",
    "canceled, FAILED",
    "of_another_age, UNDECIDED"
  })
  void readsEveryStatusAndIsMovedByNoUnknownOne(String word, Status status) {
    stripe.answers(200, refund("re_1", word, OURS.toString()));
    assertThat(refunds.retrieve("re_1"))
        .isInstanceOfSatisfying(
            Lookup.Found.class,
            found -> assertThat(found.value()).isEqualTo(new PspRefund("re_1", status, null)));
  }

  @Test
  void findsOursOnALaterPageAndKnowsWhenThereIsNone() {
    var others = refund("re_9", "succeeded", UUID.randomUUID().toString());
    stripe.answers(200, page(others, true));
    stripe.answers(200, page(refund("re_1", "pending", OURS.toString()), false));
    assertThat(refunds.find(OURS, "pi_1"))
        .isEqualTo(new Lookup.Found<>(new PspRefund("re_1", Status.PENDING, null)));
    assertThat(stripe.requests.getLast().path()).contains("payment_intent=pi_1", "re_9");
    stripe.answers(200, page(others, false));
    assertThat(refunds.find(OURS, "pi_1")).isEqualTo(new Lookup.Absent<>());
  }

  private static String page(String refund, boolean more) {
    return "{\"object\": \"list\", \"url\": \"/v1/refunds\", \"has_more\": %s, \"data\": [%s]}"
        .formatted(more, refund);
  }
}
