package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerSearchParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodCreateParams;
import com.stripe.service.V1Services;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A card is used once, or attached first and used by its customer as often as he likes. */
class PaymentMethodsTest {
  private StripeTwin twin;
  private V1Services stripe;

  @BeforeEach
  void start() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess());
    stripe = Caller.of(twin).stripe().v1();
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
  }

  @Test
  void whatIsNobodysIsUsedOnce() throws StripeException {
    var card = fresh("tok_visa").getId();
    var first = pay("c1", card, null);
    assertThat(first.getStatus()).isEqualTo("requires_capture");
    assertThat(first.getPaymentMethod()).isEqualTo(card);

    assertSpent(() -> pay("c2", card, null));
    var customer = customer("p1");
    assertSpent(() -> pay("c3", card, customer));
    assertSpent(() -> attach(card, customer));
  }

  @Test
  void whatIsACustomersIsUsedAgain() throws StripeException {
    var customer = customer("p1");
    var card = attach(fresh("tok_mastercard").getId(), customer);
    assertThat(card.getCustomer()).isEqualTo(customer);
    assertThat(pay("c1", card.getId(), customer).getStatus()).isEqualTo("requires_capture");
    assertThat(pay("c2", card.getId(), customer).getStatus()).isEqualTo("requires_capture");
    var other = customer("p2");
    assertThat(refusal(() -> pay("c3", card.getId(), other)).getMessage()).contains("attached");
    assertThat(refusal(() -> pay("c3", card.getId(), null)).getMessage()).contains("attached");
    assertThat(refusal(() -> attach(card.getId(), other)).getMessage()).contains("already");
    stripe.paymentMethods().detach(card.getId());
    assertSpent(() -> pay("c4", card.getId(), customer));
  }

  @Test
  void aNameIsAnotherCardEachTime() throws StripeException {
    var first = pay("c1", Caller.CARD, null).getPaymentMethod();
    var second = pay("c2", Caller.CARD, null).getPaymentMethod();
    assertThat(first).isNotEqualTo(second).startsWith("pm_1");
    assertSpent(() -> pay("c3", first, null));
    var customer = customer("p1");
    assertThat(attach(Caller.CARD, customer).getId())
        .isNotEqualTo(attach(Caller.CARD, customer).getId());
  }

  /** The very payment that waits for its payer goes on with its card. */
  @Test
  void itsOwnPaymentMayUseItStill() throws StripeException {
    var card = fresh("tok_threeDSecure2Required").getId();
    var intent = pay("c1", card, null);
    assertThat(intent.getStatus()).isEqualTo("requires_action");
    var own = PaymentIntentConfirmParams.builder().setPaymentMethod(card).build();
    assertThat(stripe.paymentIntents().confirm(intent.getId(), own).getStatus())
        .isEqualTo("requires_action");
  }

  @Test
  void customersAreFoundByWhatTheyCarry() throws StripeException {
    var customer = customer("p1");
    customer("p2");
    var found = stripe.customers().search(query("metadata['payer_id']:'p1'"));
    assertThat(found.getData()).singleElement().matches(one -> one.getId().equals(customer));
    assertThat(stripe.customers().search(query("metadata['payer_id']:'p3'")).getData()).isEmpty();
    assertThat(refusal(() -> stripe.customers().search(query("name:'p1'"))).getParam())
        .isEqualTo("query");
  }

  @ParameterizedTest
  @CsvSource({"tok_nobody, resource_missing", "visa, resource_missing"})
  void onlyTestTokensAreCards(String token, String code) {
    assertThat(refusal(() -> fresh(token)).getCode()).isEqualTo(code);
  }

  private static CustomerSearchParams query(String query) {
    return CustomerSearchParams.builder().setQuery(query).build();
  }

  private PaymentMethod fresh(String token) throws StripeException {
    var card = PaymentMethodCreateParams.Token.builder().setToken(token).build();
    return stripe
        .paymentMethods()
        .create(
            PaymentMethodCreateParams.builder()
                .setType(PaymentMethodCreateParams.Type.CARD)
                .setCard(card)
                .build());
  }

  private String customer(String payer) throws StripeException {
    var params = CustomerCreateParams.builder().putMetadata("payer_id", payer).build();
    return stripe.customers().create(params).getId();
  }

  private PaymentMethod attach(String card, String customer) throws StripeException {
    var to = PaymentMethodAttachParams.builder().setCustomer(customer).build();
    return stripe.paymentMethods().attach(card, to);
  }

  private PaymentIntent pay(String charge, String card, @Nullable String customer)
      throws StripeException {
    var params = Caller.authorization(charge).setPaymentMethod(card);
    if (customer != null) params.setCustomer(customer);
    return stripe.paymentIntents().create(params.build());
  }

  private interface Request {
    Object send() throws StripeException;
  }

  private static InvalidRequestException refusal(Request request) {
    return catchThrowableOfType(InvalidRequestException.class, request::send);
  }

  private static void assertSpent(Request request) {
    assertThat(refusal(request).getMessage()).contains("may not be used again");
  }
}
