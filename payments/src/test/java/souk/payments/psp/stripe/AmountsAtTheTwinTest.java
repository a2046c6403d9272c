package souk.payments.psp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.service.V1Services;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspToken;
import souk.platform.money.Money;

/** What is charged is what was meant, whatever the smallest unit is called on the other side. */
class AmountsAtTheTwinTest {
  private ClientAtTheTwin there;
  private V1Services stripe;

  @BeforeEach
  void start() {
    there = ClientAtTheTwin.start("");
    stripe = there.stripe();
  }

  @AfterEach
  void stop() {
    there.close();
  }

  @ParameterizedTest
  @CsvSource({
    "EUR, 1200, 1200",
    "JPY, 500, 500",
    "ISK, 5, 500",
    "UGX, 70, 7000",
    "KWD, 5120, 5120"
  })
  void aChargeComesBackAsItWasMeant(String code, long minor, long atStripe) throws Exception {
    var amount = Money.of(minor, code);
    var psp = new StripePsp(stripe);
    var charge = UUID.randomUUID();
    var asked =
        new PspAuthorization(
            PspKey.of(charge, "authorize", 1),
            charge,
            new PspToken("pm_card_visa", null),
            amount,
            Map.of());
    var held = shown(psp.authorize(asked));
    assertThat(held.amount()).isEqualTo(amount);
    assertThat(stripe.paymentIntents().retrieve(held.reference()).getAmount()).isEqualTo(atStripe);
    var taken = psp.capture(PspKey.of(charge, "capture", 1), held.reference(), amount);
    assertThat(shown(taken).received()).isEqualTo(amount);
  }

  private static PspPayment shown(PspOutcome<PspPayment> outcome) {
    if (outcome instanceof PspOutcome.Succeeded<PspPayment>(var payment)) return payment;
    throw new AssertionError(outcome);
  }

  /** The control: without the table the provider would refuse, or take a hundredth. */
  @ParameterizedTest
  @CsvSource({"isk, 550", "ugx, 5", "kwd, 5124"})
  void whatIsNotWrittenItsWayIsRefusedThere(String currency, long amount) {
    var params =
        PaymentIntentCreateParams.builder()
            .setAmount(amount)
            .setCurrency(currency)
            .setPaymentMethod("pm_card_visa")
            .setConfirm(true)
            .build();
    assertThatThrownBy(() -> stripe.paymentIntents().create(params))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("evenly divisible");
  }

  @Test
  void banksAreSentWholeForints() {
    var params = PayoutCreateParams.builder().setAmount(1045L).setCurrency("huf").build();
    assertThatThrownBy(() -> stripe.payouts().create(params))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("evenly divisible");
  }
}
