package souk.embedded.stripe.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.embedded.stripe.card.PaymentMethod;
import souk.embedded.stripe.intent.Turn.Declined;
import souk.embedded.stripe.intent.Turn.Moved;
import souk.embedded.stripe.intent.Turn.Refused;

/** Every state against every event. */
class PaymentIntentTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Attempt ATTEMPT = new Attempt(NOW, false, false);
  private static final String APPROVED = "pm_card_visa";
  private static final String DECLINED = "pm_card_chargeDeclined";
  private static final String AUTHENTICATED = "pm_card_authenticationRequired";

  @ParameterizedTest
  @CsvSource({
    // state                   confirm           declined confirm         authenticate      failed
    // authentication     capture   cancel
    "requires_payment_method, requires_capture, requires_payment_method, refused,          refused,                  refused,   canceled",
    "requires_confirmation,   requires_capture, requires_payment_method, refused,          refused,                  refused,   canceled",
    "requires_action,         requires_capture, requires_payment_method, requires_capture, requires_payment_method,  refused,   canceled",
    "requires_capture,        refused,          refused,                 refused,          refused,                  succeeded, canceled",
    "succeeded,               refused,          refused,                 refused,          refused,                  refused,   refused",
    "canceled,                refused,          refused,                 refused,          refused,                  refused,   refused"
  })
  void movesAsStripeDoes(
      String state,
      String confirmed,
      String declined,
      String authenticated,
      String notAuthenticated,
      String captured,
      String cancelled) {
    var intent = inState(state);

    assertThat(intent.state().status()).isEqualTo(state);
    assertThat(status(intent.confirm(card(APPROVED), ATTEMPT))).isEqualTo(confirmed);
    assertThat(status(intent.confirm(card(DECLINED), ATTEMPT))).isEqualTo(declined);
    assertThat(status(intent.authenticate(true, ATTEMPT))).isEqualTo(authenticated);
    assertThat(status(intent.authenticate(false, ATTEMPT))).isEqualTo(notAuthenticated);
    assertThat(status(intent.capture(OptionalLong.empty()))).isEqualTo(captured);
    assertThat(status(intent.cancel(null, NOW))).isEqualTo(cancelled);
  }

  private static PaymentIntent inState(String state) {
    var created = PaymentIntent.create(terms(CaptureMethod.MANUAL), null);
    return switch (state) {
      case "requires_payment_method" -> created;
      case "requires_confirmation" ->
          PaymentIntent.create(terms(CaptureMethod.MANUAL), card(APPROVED));
      case "requires_action" -> moved(created.confirm(card(AUTHENTICATED), ATTEMPT));
      case "requires_capture" -> authorized();
      case "succeeded" -> moved(authorized().capture(OptionalLong.empty()));
      case "canceled" -> moved(authorized().cancel("duplicate", NOW));
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static PaymentIntent authorized() {
    return moved(
        PaymentIntent.create(terms(CaptureMethod.MANUAL), null).confirm(card(APPROVED), ATTEMPT));
  }

  private static Terms terms(CaptureMethod capture) {
    return new Terms("pi_1", "secret", NOW, 1000, "eur", capture, null, Map.of(), Map.of());
  }

  private static PaymentMethod card(String name) {
    return PaymentMethod.wellKnown(name).orElseThrow();
  }

  private static PaymentIntent moved(Turn turn) {
    return ((Moved) turn).next();
  }

  private static String status(Turn turn) {
    return switch (turn) {
      case Moved(var next) -> next.state().status();
      case Declined(var next, _) -> next.state().status();
      case Refused(var code, _) -> {
        assertThat(code).isEqualTo("payment_intent_unexpected_state");
        yield "refused";
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 999", "999, 999, 1", "1000, 1000, 0"})
  void takesWhatIsAskedAndReturnsTheRest(long asked, long taken, long returned) {
    var captured = moved(authorized().capture(OptionalLong.of(asked)));

    assertThat(captured.amountReceived()).isEqualTo(taken);
    assertThat(captured.amountCapturable()).isZero();
    assertThat(captured.latestCharge().orElseThrow().amountReturned()).isEqualTo(returned);
  }

  @Test
  void neverTakesMoreThanIsHeld() {
    assertThat(authorized().capture(OptionalLong.of(1001)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("amount_too_large"));
  }

  @Test
  void neverGivesBackMoreThanItTook() {
    var refunded = moved(authorized().capture(OptionalLong.of(600))).refund(400);

    assertThat(refunded.latestCharge().orElseThrow().amountReturned()).isEqualTo(800);
    assertThatThrownBy(() -> refunded.refund(201)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> authorized().refund(1)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "pm_card_visa,       false, PT168H",
    "pm_card_visa,       true,  PT114H",
    "pm_card_mastercard, true,  PT168H"
  })
  void holdsMoneyForAsLongAsTheSchemeAllows(String name, boolean offSession, Duration window) {
    var attempt = new Attempt(NOW, offSession, false);
    var created = PaymentIntent.create(terms(CaptureMethod.MANUAL), null);

    var intent = moved(created.confirm(card(name), attempt));

    assertThat(intent.captureBefore()).contains(NOW.plus(window));
  }

  @Test
  void tellsWhatHappenedInStripesOrder() {
    var created = PaymentIntent.create(terms(CaptureMethod.MANUAL), card(APPROVED));
    var held = moved(created.confirm(card(APPROVED), ATTEMPT));
    var taken = moved(held.capture(OptionalLong.empty()));
    var cancelled = moved(held.cancel(null, NOW));
    var declined = moved(created.confirm(card(DECLINED), ATTEMPT));

    assertThat(IntentEvents.between(null, created)).containsExactly("payment_intent.created");
    assertThat(IntentEvents.between(created, held))
        .containsExactly("charge.succeeded", "payment_intent.amount_capturable_updated");
    assertThat(IntentEvents.between(held, taken))
        .containsExactly("charge.captured", "payment_intent.succeeded");
    assertThat(IntentEvents.between(held, cancelled))
        .containsExactly("charge.refunded", "payment_intent.canceled");
    assertThat(IntentEvents.between(held, held.expire(NOW)))
        .containsExactly("charge.expired", "payment_intent.canceled");
    assertThat(IntentEvents.between(created, declined))
        .containsExactly("charge.failed", "payment_intent.payment_failed");
    assertThat(IntentEvents.between(taken, taken.refund(10))).containsExactly("charge.refunded");
    assertThat(IntentEvents.between(held, held)).isEqualTo(List.of());
  }

  @Test
  void takesTheMoneyAtOnceUnlessCaptureIsManual() {
    for (var method : List.of(CaptureMethod.AUTOMATIC, CaptureMethod.AUTOMATIC_ASYNC)) {
      var created = PaymentIntent.create(terms(method), null);

      var paid = moved(created.confirm(card(APPROVED), ATTEMPT));

      assertThat(paid.state().status()).isEqualTo("succeeded");
      assertThat(paid.amountReceived()).isEqualTo(1000);
    }
  }
}
