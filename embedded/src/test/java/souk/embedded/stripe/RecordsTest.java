package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real client sees of refunds, lists, customers and cards. */
class RecordsTest {
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
  void givesMoneyBackUntilNoneIsLeft() throws StripeException {
    var id = caller.capture(caller.authorize("c1").getId(), 1000, "k1").getId();
    var refunds = caller.stripe().v1().refunds();

    var part =
        refunds.create(RefundCreateParams.builder().setPaymentIntent(id).setAmount(400L).build());
    var rest = refunds.create(RefundCreateParams.builder().setPaymentIntent(id).build());

    assertThat(part.getStatus()).isEqualTo("succeeded");
    assertThat(rest.getAmount()).isEqualTo(600);
    assertThat(refunds.retrieve(rest.getId()).getPaymentIntent()).isEqualTo(id);
    caller.capture(caller.authorize("c2").getId(), 1000, "k2");
    var ofPayment = RefundListParams.builder().setPaymentIntent(id).setLimit(1L).build();
    var newest = refunds.list(ofPayment);
    assertThat(newest.getData()).extracting(Refund::getId).containsExactly(rest.getId());
    assertThat(newest.getHasMore()).isTrue();
    var again = RefundCreateParams.builder().setPaymentIntent(id).build();
    var refused = catchThrowableOfType(InvalidRequestException.class, () -> refunds.create(again));
    assertThat(refused.getCode()).isEqualTo("charge_already_refunded");
  }

  @Test
  void listsTheNewestFirstByCustomerAndTime() throws StripeException {
    var stripe = caller.stripe().v1();
    var customer =
        stripe.customers().create(CustomerCreateParams.builder().setEmail("a@b.example").build());
    var mine = Caller.authorization("c1").setCustomer(customer.getId()).build();
    var first = stripe.paymentIntents().create(mine).getId();
    var second = stripe.paymentIntents().create(mine).getId();
    caller.authorize("c3");
    var since = PaymentIntentListParams.Created.builder().setGte(1L).build();
    var params =
        PaymentIntentListParams.builder()
            .setCustomer(customer.getId())
            .setCreated(since)
            .setLimit(1L);

    var page = stripe.paymentIntents().list(params.build());

    assertThat(page.getData()).extracting(PaymentIntent::getId).containsExactly(second);
    assertThat(page.getHasMore()).isTrue();
    assertThat(page.autoPagingIterable())
        .extracting(PaymentIntent::getId)
        .containsExactly(second, first);
    var future = PaymentIntentListParams.Created.builder().setGt(99_999_999_999L).build();
    assertThat(stripe.paymentIntents().list(params.setCreated(future).build()).getData()).isEmpty();
  }

  @Test
  void knowsTheTestCards() throws StripeException {
    var visa = caller.stripe().v1().paymentMethods().retrieve("pm_card_visa");
    var french = caller.stripe().v1().paymentMethods().retrieve("pm_card_fr");

    assertThat(visa.getCard().getBrand()).isEqualTo("visa");
    assertThat(visa.getCard().getLast4()).isEqualTo("4242");
    assertThat(visa.getCard().getExpYear()).isGreaterThan(2030);
    assertThat(french.getCard().getCountry()).isEqualTo("FR");
    assertThat(french.getCard().getFingerprint()).isNotEqualTo(visa.getCard().getFingerprint());
  }

  @Test
  void attachesACardToACustomerUnderAnIdOfItsOwn() throws StripeException {
    var stripe = caller.stripe().v1();
    var customer = stripe.customers().create(CustomerCreateParams.builder().build()).getId();
    var to = PaymentMethodAttachParams.builder().setCustomer(customer).build();

    var attached = stripe.paymentMethods().attach("pm_card_visa", to);

    assertThat(attached.getId()).isNotEqualTo("pm_card_visa");
    assertThat(attached.getCustomer()).isEqualTo(customer);
    var params = Caller.authorization("c1").setPaymentMethod(attached.getId());
    var stranger =
        catchThrowableOfType(
            InvalidRequestException.class, () -> stripe.paymentIntents().create(params.build()));
    assertThat(stranger.getParam()).isEqualTo("payment_method");
    var owner = stripe.paymentIntents().create(params.setCustomer(customer).build());
    assertThat(owner.getStatus()).isEqualTo("requires_capture");
    assertThat(stripe.customers().paymentMethods().list(customer).getData()).hasSize(1);
    assertThat(stripe.paymentMethods().detach(attached.getId()).getCustomer()).isNull();
    assertThat(stripe.customers().paymentMethods().list(customer).getData()).isEmpty();
    assertThat(stripe.paymentMethods().retrieve(attached.getId()).getCustomer()).isNull();
    var spent =
        catchThrowableOfType(
            InvalidRequestException.class,
            () -> stripe.paymentMethods().attach(attached.getId(), to));
    assertThat(spent.getParam()).isEqualTo("payment_method");
    var broke =
        catchThrowableOfType(
            CardException.class,
            () -> stripe.paymentMethods().attach("pm_card_chargeDeclined", to));
    assertThat(broke.getCode()).isEqualTo("card_declined");
  }
}
