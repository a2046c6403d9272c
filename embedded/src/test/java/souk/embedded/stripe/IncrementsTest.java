package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams.PaymentMethodOptions;
import com.stripe.param.PaymentIntentCreateParams.PaymentMethodOptions.Card;
import com.stripe.param.PaymentIntentCreateParams.PaymentMethodOptions.Card.RequestIncrementalAuthorization;
import com.stripe.param.PaymentIntentIncrementAuthorizationParams;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;

/** An authorization that is to grow, and an issuer who does not always want that. */
class IncrementsTest {
  private StripeTwin twin;
  private Caller caller;
  private String intent = "";

  @BeforeEach
  void start() throws IOException, StripeException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess());
    caller = Caller.of(twin);
    var card =
        Card.builder()
            .setRequestIncrementalAuthorization(RequestIncrementalAuthorization.IF_AVAILABLE)
            .build();
    var params =
        Caller.authorization("c1")
            .setPaymentMethodOptions(PaymentMethodOptions.builder().setCard(card).build())
            .build();
    intent = caller.stripe().v1().paymentIntents().create(params).getId();
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
  }

  @Test
  void leavesWhatWasAuthorizedWhenItIsDeclined() throws StripeException {
    decline(1);
    var declined = catchThrowableOfType(CardException.class, () -> increment(1500));
    assertThat(declined.getDeclineCode()).isEqualTo("insufficient_funds");
    assertThat(declined.getStripeError().getPaymentIntent().getStatus())
        .isEqualTo("requires_capture");
    assertThat(caller.retrieve(intent).getAmountCapturable()).isEqualTo(1250);

    assertThat(increment(1400).getAmountCapturable()).isEqualTo(1400);
    assertThat(caller.capture(intent, "k1").getAmountReceived()).isEqualTo(1400);
  }

  @Test
  void countsDeclinesAmongTheTenAttempts() throws StripeException {
    decline(9);
    for (var attempt = 0; attempt < 9; attempt++) {
      assertThat(catchThrowableOfType(CardException.class, () -> increment(1500))).isNotNull();
    }
    assertThat(increment(1300).getAmountCapturable()).isEqualTo(1300);
    assertThat(catchThrowableOfType(InvalidRequestException.class, () -> increment(1500)))
        .as("the eleventh")
        .isNotNull();
    assertThat(caller.capture(intent, "k1").getAmountReceived()).isEqualTo(1300);
  }

  private void decline(int times) {
    var fault = Fault.always(FaultKind.DECLINE).times(times);
    twin.inject(fault.on(Operation.PAYMENT_INTENTS_INCREMENT));
  }

  private PaymentIntent increment(long total) throws StripeException {
    var params = PaymentIntentIncrementAuthorizationParams.builder().setAmount(total).build();
    return caller.stripe().v1().paymentIntents().incrementAuthorization(intent, params);
  }
}
