package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspDispute;
import souk.payments.psp.PspDispute.Status;
import souk.payments.psp.PspEvidence;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.platform.money.Money;

/** What goes over the wire for a dispute, and what is read of one. */
class StripeDisputesTest {
  private static final PspKey KEY = PspKey.of(new UUID(0, 1), "answer", 1);
  private static final String TAKEN =
      "{\"id\": \"txn_1\", \"amount\": -1200, \"fee\": 2000, \"net\": -3200, \"currency\": \"eur\"}";
  private static final String GIVEN_BACK =
      "{\"id\": \"txn_2\", \"amount\": 1200, \"fee\": -500, \"net\": 1700, \"currency\": \"eur\"}";

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final TestStripe client = new TestStripe();
  private final StripeDisputes disputes = new StripeDisputes(client.at(stripe.url()));

  @AfterEach
  void close() {
    client.close();
    stripe.close();
  }

  private static String dispute(String status, String moved, int submissions) {
    return """
    {"id": "dp_1", "object": "dispute", "status": "%s", "amount": 1200, "currency": "eur",
     "charge": "ch_1", "payment_intent": "pi_1", "reason": "product_not_received",
     "balance_transactions": [%s],
     "evidence_details": {"due_by": 1900000000, "submission_count": %s}}\
    """
        .formatted(status, moved, submissions);
  }

  private static PspDispute read(Status status, long withdrawn, long back, long fee, boolean said) {
    return new PspDispute(
        "dp_1",
        "pi_1",
        status,
        Money.of(1200, "EUR"),
        "product_not_received",
        Money.of(withdrawn, "EUR"),
        Money.of(back, "EUR"),
        Money.of(fee, "EUR"),
        Instant.ofEpochSecond(1_900_000_000),
        said);
  }

  @ParameterizedTest
  @CsvSource({
    "warning_needs_response, INQUIRY",
    "warning_under_review, INQUIRY",
    "warning_closed, INQUIRY_CLOSED",
    "prevented, INQUIRY_CLOSED",
    "needs_response, NEEDS_RESPONSE",
    "under_review, UNDER_REVIEW",
    "won, WON",
    "lost, LOST",
    "appeal_needs_response, UNDECIDED",
    "charge_refunded, UNDECIDED"
  })
  void readsEveryStatusAndIsMovedByNoUnknownOne(String word, Status status) {
    stripe.answers(200, dispute(word, "", 0));
    assertThat(disputes.retrieve("dp_1"))
        .isEqualTo(new Lookup.Found<>(read(status, 0, 0, 0, false)));
  }

  @Test
  void readsWhatWasTakenAndGivenBack() {
    stripe.answers(200, dispute("needs_response", TAKEN, 0));
    assertThat(disputes.retrieve("dp_1"))
        .isEqualTo(new Lookup.Found<>(read(Status.NEEDS_RESPONSE, 1200, 0, 2000, false)));
    stripe.answers(200, dispute("won", TAKEN + ", " + GIVEN_BACK, 1));
    assertThat(disputes.retrieve("dp_1"))
        .isEqualTo(new Lookup.Found<>(read(Status.WON, 1200, 1200, 1500, true)));
  }

  /** One submission was made while it was an inquiry: the dispute awaits its own. */
  @Test
  void anEscalatedInquiryIsNotAnswered() {
    stripe.answers(200, dispute("needs_response", TAKEN, 1));
    assertThat(disputes.retrieve("dp_1"))
        .isEqualTo(new Lookup.Found<>(read(Status.NEEDS_RESPONSE, 1200, 0, 2000, false)));
  }

  @Test
  void anotherCurrencyOnOurBalanceIsNotMistakenForTheDisputes() {
    stripe.answers(200, dispute("needs_response", TAKEN.replace("eur", "usd"), 0));
    assertThat(disputes.retrieve("dp_1")).isEqualTo(new Lookup.Unavailable<>(Hindrance.UNREADABLE));
  }

  @Test
  void answersOnceWithWhatThereIsToSay() {
    stripe.answers(200, dispute("under_review", TAKEN, 1));
    var evidence = new PspEvidence("A ride", "", "12:00 picked up", "He rode.");
    assertThat(disputes.answer(KEY, "dp_1", evidence)).isInstanceOf(PspOutcome.Succeeded.class);
    var wire = stripe.requests.getFirst();
    assertThat(wire.path()).isEqualTo("/v1/disputes/dp_1");
    assertThat(wire.key()).isEqualTo(KEY.value());
    assertThat(wire.parameters())
        .containsExactlyInAnyOrder(
            "evidence[product_description]=A ride",
            "evidence[access_activity_log]=12:00 picked up",
            "evidence[uncategorized_text]=He rode.",
            "submit=true");
  }

  @Test
  void givesUp() {
    stripe.answers(200, dispute("lost", TAKEN, 0));
    assertThat(disputes.accept(KEY, "dp_1")).isInstanceOf(PspOutcome.Succeeded.class);
    assertThat(stripe.requests.getFirst().path()).isEqualTo("/v1/disputes/dp_1/close");
    assertThat(stripe.requests.getFirst().key()).isEqualTo(KEY.value());
  }

  @Test
  void listsThemAllByPages() {
    var page =
        "{\"object\": \"list\", \"url\": \"/v1/disputes\", \"has_more\": %s, \"data\": [%s]}";
    stripe.answers(200, page.formatted(true, dispute("lost", "", 0)));
    // one of another product, that cannot be read, hides no other
    stripe.answers(200, page.formatted(false, dispute("won", "", 0).replace("eur", "xxq")));
    assertThat(disputes.since(Instant.ofEpochSecond(7)))
        .isEqualTo(new Lookup.Found<>(List.of("dp_1", "dp_1")));
    assertThat(stripe.requests.getLast().path()).contains("starting_after=dp_1", "=7");
  }
}
