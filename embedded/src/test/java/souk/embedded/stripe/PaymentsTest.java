package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCancelParams.CancellationReason;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real client sees when it pays. */
class PaymentsTest {
  private StripeTwin twin;
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess());
    caller = Caller.of(twin);
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
  }

  @Test
  void holdsTheMoneyOfAManualAuthorization() throws StripeException {
    var intent = caller.authorize("c1");

    assertThat(intent.getId()).startsWith("pi_");
    assertThat(intent.getStatus()).isEqualTo("requires_capture");
    assertThat(intent.getAmountCapturable()).isEqualTo(1250);
    assertThat(intent.getAmountReceived()).isZero();
    assertThat(intent.getCaptureMethod()).isEqualTo("manual");
    assertThat(intent.getMetadata()).containsEntry("charge_id", "c1");
    assertThat(intent.getClientSecret()).startsWith(intent.getId() + "_secret_");
    assertThat(intent.getPaymentMethod()).startsWith("pm_1");
    assertThat(intent.getLivemode()).isFalse();
  }

  @Test
  void showsTheChargeWithItsCaptureDeadlineWhenAsked() throws StripeException {
    var id = caller.authorize("c1").getId();
    var params = PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();

    var charge = caller.stripe().v1().paymentIntents().retrieve(id, params).getLatestChargeObject();

    assertThat(charge.getCaptured()).isFalse();
    assertThat(charge.getStatus()).isEqualTo("succeeded");
    assertThat(charge.getPaymentIntent()).isEqualTo(id);
    var card = charge.getPaymentMethodDetails().getCard();
    assertThat(card.getLast4()).isEqualTo("4242");
    assertThat(Instant.ofEpochSecond(card.getCaptureBefore()))
        .isEqualTo(Instant.ofEpochSecond(charge.getCreated()).plus(Duration.ofDays(7)));
    assertThat(caller.stripe().v1().charges().retrieve(charge.getId()).getAmount()).isEqualTo(1250);
  }

  @Test
  void capturesAllOrAPartAndReleasesTheRest() throws StripeException {
    var whole = caller.capture(caller.authorize("c1").getId(), "k1");
    var part = caller.capture(caller.authorize("c2").getId(), 1000, "k2");

    assertThat(whole.getStatus()).isEqualTo("succeeded");
    assertThat(whole.getAmountReceived()).isEqualTo(1250);
    assertThat(part.getAmountReceived()).isEqualTo(1000);
    assertThat(part.getAmountCapturable()).isZero();
    var charge = caller.stripe().v1().charges().retrieve(part.getLatestCharge());
    assertThat(charge.getAmountCaptured()).isEqualTo(1000);
    assertThat(charge.getAmountRefunded()).isEqualTo(250);
  }

  @Test
  void capturesAtOnceUnlessToldOtherwise() throws StripeException {
    var params =
        PaymentIntentCreateParams.builder()
            .setAmount(700L)
            .setCurrency("usd")
            .setConfirm(true)
            .setPaymentMethod("pm_card_mastercard")
            .build();

    var intent = caller.stripe().v1().paymentIntents().create(params);

    assertThat(intent.getStatus()).isEqualTo("succeeded");
    assertThat(intent.getAmountReceived()).isEqualTo(700);
  }

  @Test
  void releasesTheMoneyOfACancelledAuthorization() throws StripeException {
    var id = caller.authorize("c1").getId();
    var reason =
        PaymentIntentCancelParams.builder()
            .setCancellationReason(CancellationReason.ABANDONED)
            .build();

    var intent = caller.stripe().v1().paymentIntents().cancel(id, reason);

    assertThat(intent.getStatus()).isEqualTo("canceled");
    assertThat(intent.getCancellationReason()).isEqualTo("abandoned");
    assertThat(intent.getCanceledAt()).isNotNull();
    assertThat(intent.getAmountCapturable()).isZero();
  }

  @Test
  void confirmsInAStepOfItsOwn() throws StripeException {
    var unconfirmed = Caller.authorization("c1").setConfirm(false).build();
    var created = caller.stripe().v1().paymentIntents().create(unconfirmed);
    assertThat(created.getStatus()).isEqualTo("requires_confirmation");

    var confirmed = caller.stripe().v1().paymentIntents().confirm(created.getId());

    assertThat(confirmed.getStatus()).isEqualTo("requires_capture");
  }

  @ParameterizedTest
  @CsvSource({
    "pm_card_visa_chargeDeclined,                   card_declined,    generic_decline",
    "pm_card_visa_chargeDeclinedInsufficientFunds,  card_declined,    insufficient_funds",
    "pm_card_visa_chargeDeclinedLostCard,           card_declined,    lost_card",
    "pm_card_chargeCustomerFail,                    card_declined,    generic_decline",
    "pm_card_chargeDeclinedExpiredCard,             expired_card,     ",
    "pm_card_chargeDeclinedIncorrectCvc,            incorrect_cvc,    ",
    "pm_card_chargeDeclinedProcessingError,         processing_error, "
  })
  void saysWhyACardIsDeclined(String card, String code, String declineCode) throws StripeException {
    var params = Caller.authorization("c1").setPaymentMethod(card).build();

    var declined =
        catchThrowableOfType(
            CardException.class, () -> caller.stripe().v1().paymentIntents().create(params));

    assertThat(declined.getStatusCode()).isEqualTo(402);
    assertThat(declined.getCode()).isEqualTo(code);
    assertThat(declined.getDeclineCode()).isEqualTo(declineCode);
    var left = declined.getStripeError().getPaymentIntent();
    assertThat(left.getStatus()).isEqualTo("requires_payment_method");
    assertThat(left.getLastPaymentError().getCode()).isEqualTo(code);
    assertThat(caller.retrieve(left.getId()).getStatus()).isEqualTo("requires_payment_method");
    assertThat(caller.stripe().v1().charges().retrieve(declined.getCharge()).getStatus())
        .isEqualTo("failed");
  }

  @Test
  void succeedsWithAnotherCardAfterADecline() throws StripeException {
    var params = Caller.authorization("c1").setPaymentMethod("pm_card_chargeDeclined").build();
    var declined =
        catchThrowableOfType(
            CardException.class, () -> caller.stripe().v1().paymentIntents().create(params));
    var id = declined.getStripeError().getPaymentIntent().getId();
    var other = PaymentIntentConfirmParams.builder().setPaymentMethod(Caller.CARD).build();

    var intent = caller.stripe().v1().paymentIntents().confirm(id, other);

    assertThat(intent.getStatus()).isEqualTo("requires_capture");
    assertThat(intent.getLastPaymentError()).isNull();
  }

  @Test
  void waitsForTheCardholderWhereTheIssuerWantsHim() throws StripeException {
    var intent = authenticating("c1");
    assertThat(intent.getStatus()).isEqualTo("requires_action");
    assertThat(intent.getNextAction().getType()).isEqualTo("use_stripe_sdk");

    assertThat(twin.authenticate(intent.getId(), true)).isTrue();

    assertThat(caller.retrieve(intent.getId()).getStatus()).isEqualTo("requires_capture");
    assertThat(twin.authenticate(intent.getId(), true)).isFalse();
  }

  @Test
  void needsAnotherCardWhenTheCardholderFailsToAuthenticate() throws StripeException {
    var id = authenticating("c1").getId();

    twin.authenticate(id, false);

    var intent = caller.retrieve(id);
    assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
    assertThat(intent.getLastPaymentError().getCode())
        .isEqualTo("payment_intent_authentication_failure");
  }

  private PaymentIntent authenticating(String chargeId) throws StripeException {
    var card = "pm_card_authenticationRequired";
    var params = Caller.authorization(chargeId).setPaymentMethod(card).build();
    return caller.stripe().v1().paymentIntents().create(params);
  }

  @Test
  void declinesWhatNeedsTheCardholderWhileHeIsAway() {
    var card = "pm_card_authenticationRequired";
    var params = Caller.authorization("c1").setPaymentMethod(card).setOffSession(true).build();

    var declined =
        catchThrowableOfType(
            CardException.class, () -> caller.stripe().v1().paymentIntents().create(params));

    assertThat(declined.getCode()).isEqualTo("authentication_required");
    assertThat(declined.getDeclineCode()).isEqualTo("authentication_required");
  }

  @Test
  void refusesToMoveAnIntentThatIsOver() throws StripeException {
    var captured = caller.capture(caller.authorize("c1").getId(), "k1").getId();
    var cancelled = caller.cancel(caller.authorize("c2").getId(), "k2").getId();

    assertUnexpectedState(() -> caller.cancel(captured, "k3"), captured);
    assertUnexpectedState(() -> caller.capture(captured, "k4"), captured);
    assertUnexpectedState(() -> caller.cancel(cancelled, "k5"), cancelled);
    assertUnexpectedState(() -> caller.capture(cancelled, "k6"), cancelled);
    var intents = caller.stripe().v1().paymentIntents();
    assertUnexpectedState(() -> intents.confirm(captured), captured);
  }

  private static void assertUnexpectedState(ThrowingCallable call, String intent) {
    var refused = catchThrowableOfType(InvalidRequestException.class, call);
    assertThat(refused.getStatusCode()).isEqualTo(400);
    assertThat(refused.getCode()).isEqualTo("payment_intent_unexpected_state");
    assertThat(refused.getStripeError().getPaymentIntent().getId()).isEqualTo(intent);
  }
}
