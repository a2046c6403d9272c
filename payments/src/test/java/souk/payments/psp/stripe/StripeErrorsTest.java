package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.psp.stripe.ScriptedStripe.error;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspToken;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;

/** What an answer other than success means: nothing is taken for a failure that may be none. */
class StripeErrorsTest {
  private static final UUID CHARGE = UUID.fromString("0198a000-0000-7000-8000-000000000001");
  private static final PspAuthorization REQUEST =
      new PspAuthorization(
          PspKey.of(CHARGE, "authorize", 1),
          CHARGE,
          new PspToken("pm_1", null),
          Money.of(1200, "EUR"),
          Map.of());

  private final ScriptedStripe stripe = new ScriptedStripe();
  private final TestStripe client = new TestStripe();
  private final StripePsp psp = psp(stripe.url());

  private StripePsp psp(String url) {
    return new StripePsp(client.at(url));
  }

  @AfterEach
  void close() {
    client.close();
    stripe.close();
  }

  @ParameterizedTest
  @CsvSource({
    "409, invalid_request_error, idempotency_key_in_use, KEY_IN_USE",
    "429, invalid_request_error, lock_timeout, TOO_MANY_REQUESTS",
    "429, invalid_request_error, rate_limit, TOO_MANY_REQUESTS",
    "401, invalid_request_error, , CREDENTIALS_REFUSED",
    "403, invalid_request_error, , CREDENTIALS_REFUSED"
  })
  void knowsWhenNothingWasExecuted(int status, String type, String code, Hindrance why) {
    stripe.answers(status, error(type, code, null));
    assertThat(psp.authorize(REQUEST)).isEqualTo(new PspOutcome.Retryable<>(why));
  }

  @Test
  void knowsThatARequestNeverLeft() {
    var nobody = psp("http://127.0.0.1:1");
    assertThat(nobody.authorize(REQUEST))
        .isEqualTo(new PspOutcome.Retryable<>(Hindrance.UNREACHABLE));
    assertThat(nobody.retrieve("pi_1")).isEqualTo(new Lookup.Unavailable<>(Hindrance.UNREACHABLE));
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503", "504", "418", "307"})
  void doesNotKnowWhatAFailureMeans(int status) {
    stripe.answers(status, error("api_error", null, null));
    assertThat(psp.authorize(REQUEST))
        .isEqualTo(new PspOutcome.Unknown<>("status " + status, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | ",
        "200 | not json",
        "200 | {}",
        "200 | []",
        "200 | {\"id\": \"pi_1\"}",
        "500 | ",
        "502 | <html>Bad gateway</html>",
        "400 | <html>Bad request</html>",
        "400 | {}",
        "404 | []"
      })
  void doesNotKnowWhatAnUnreadableAnswerMeans(int status, String body) {
    stripe.answers(status, body == null ? "" : body);
    assertThat(psp.authorize(REQUEST)).isInstanceOf(PspOutcome.Unknown.class);
  }

  /** The first request failed and is over; this is its answer once more. */
  @Test
  void knowsThatARequestWhoseFailureIsRepeatedIsOver() {
    stripe.answers(500, error("api_error", null, null), "Idempotent-Replayed", "true");
    assertThat(psp.authorize(REQUEST)).isEqualTo(new PspOutcome.Unknown<>("status 500", true));
  }

  @Test
  void doesNotTakeAReusedKeyForARefusal() {
    stripe.answers(400, error("idempotency_error", null, null));
    assertThat(psp.authorize(REQUEST)).isInstanceOf(PspOutcome.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource({
    "card_declined, generic_decline, CARD_DECLINED, generic_decline",
    "card_declined, insufficient_funds, INSUFFICIENT_FUNDS, insufficient_funds",
    "card_declined, stolen_card, CARD_DECLINED, stolen_card",
    "card_declined, word_of_tomorrow, CARD_DECLINED, word_of_tomorrow",
    "expired_card, , CARD_EXPIRED, expired_card",
    "incorrect_cvc, , CVC_WRONG, incorrect_cvc",
    "processing_error, , PROCESSING_ERROR, processing_error",
    "authentication_required, authentication_required, AUTHENTICATION_REQUIRED, authentication_required"
  })
  void declinesForAReasonOfOurs(
      String code, String declineCode, DeclineReason reason, String pspCode) {
    stripe.answers(402, error("card_error", code, declineCode));
    assertThat(psp.authorize(REQUEST))
        .isEqualTo(new PspOutcome.Declined<>(new Refusal(reason, pspCode), "pi_9"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, amount_too_small, AMOUNT_REFUSED",
    "404, resource_missing, CARD_UNKNOWN",
    "400, payment_intent_unexpected_state, REFUSED_BY_PROVIDER",
    "400, parameter_unknown, REFUSED_BY_PROVIDER"
  })
  void rejectsForAReasonOfOurs(int status, String code, DeclineReason reason) {
    stripe.answers(status, error("invalid_request_error", code, null));
    assertThat(psp.authorize(REQUEST))
        .isEqualTo(new PspOutcome.Rejected<>(new Refusal(reason, code)));
  }
}
