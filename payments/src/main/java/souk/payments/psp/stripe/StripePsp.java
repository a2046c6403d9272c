package souk.payments.psp.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentIncrementAuthorizationParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.service.PaymentIntentService;
import com.stripe.service.PaymentMethodService;
import com.stripe.service.V1Services;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.CardSource;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.Lookup;
import souk.payments.psp.Psp;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspCard;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspToken;
import souk.payments.psp.Refusal;
import souk.payments.psp.stripe.StripeCalls.Write;
import souk.platform.money.Money;

/** Payment intents with manual capture; every write carries a key of ours. */
final class StripePsp implements Psp {
  private static final PspOutcome<PspPayment> NOT_OURS_TO_CHARGE =
      new PspOutcome.Rejected<>(
          new Refusal(DeclineReason.AMOUNT_REFUSED, "currency_not_supported"));

  /** Numbers are for providers that have no tokens of their own. */
  private static final PspOutcome<PspPayment> TOKENS_ONLY =
      new PspOutcome.Rejected<>(new Refusal(DeclineReason.CARD_UNKNOWN, "card_in_our_vault"));

  private final PaymentIntentService intents;
  private final PaymentMethodService methods;
  private final IntentSearch search;

  private final @Nullable String returnUrl;

  StripePsp(V1Services stripe) {
    this(stripe, null);
  }

  /**
   * @param returnUrl where a payer comes back to from his bank's page; null where the provider's
   *     library in the app asks him
   */
  StripePsp(V1Services stripe, @Nullable String returnUrl) {
    this.returnUrl = returnUrl;
    this.intents = stripe.paymentIntents();
    this.methods = stripe.paymentMethods();
    this.search = new IntentSearch(intents);
  }

  @Override
  public long unit(Currency currency) {
    return StripeAmounts.unit(currency);
  }

  @Override
  public PspOutcome<PspPayment> authorize(PspAuthorization authorization) {
    if (CardSource.of(authorization.token()) instanceof CardSource.VaultedNumber) {
      return TOKENS_ONLY;
    }
    if (!StripeAmounts.isChargeable(authorization.amount())) return NOT_OURS_TO_CHARGE;
    var params = StripeIntents.creation(authorization, returnUrl);
    return outcome(authorization.key(), options -> intents.create(params, options));
  }

  @Override
  public PspOutcome<PspPayment> increase(PspKey key, String reference, Money total) {
    if (!StripeAmounts.isChargeable(total)) return NOT_OURS_TO_CHARGE;
    var params =
        PaymentIntentIncrementAuthorizationParams.builder()
            .setAmount(StripeAmounts.toStripe(total))
            .addExpand("latest_charge")
            .build();
    return outcome(key, options -> intents.incrementAuthorization(reference, params, options));
  }

  @Override
  public PspOutcome<PspPayment> capturePart(PspKey key, String reference, Money amount) {
    if (!StripeAmounts.isChargeable(amount)) return NOT_OURS_TO_CHARGE;
    var params = capturing(amount).setFinalCapture(false).build();
    return outcome(key, options -> intents.capture(reference, params, options));
  }

  @Override
  public PspOutcome<PspPayment> capture(PspKey key, String reference, Money amount) {
    if (!StripeAmounts.isChargeable(amount)) return NOT_OURS_TO_CHARGE;
    var params = capturing(amount).build();
    return outcome(key, options -> intents.capture(reference, params, options));
  }

  private static PaymentIntentCaptureParams.Builder capturing(Money amount) {
    return PaymentIntentCaptureParams.builder()
        .setAmountToCapture(StripeAmounts.toStripe(amount))
        .addExpand("latest_charge");
  }

  @Override
  public PspOutcome<PspPayment> voidAuthorization(PspKey key, String reference) {
    var params = PaymentIntentCancelParams.builder().addExpand("latest_charge").build();
    return outcome(key, options -> intents.cancel(reference, params, options));
  }

  @Override
  public Lookup<PspPayment> retrieve(String reference) {
    var params = PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();
    return StripeCalls.read(() -> found(intents.retrieve(reference, params)));
  }

  @Override
  public Lookup<PspPayment> find(UUID chargeId, PspToken token, Instant from) {
    return StripeCalls.read(() -> search.find(chargeId, token.customer(), from));
  }

  @Override
  public Lookup<PspCard> card(String token) {
    return StripeCalls.read(() -> {
      var method = methods.retrieve(token);
      return StripeCards.card(method)
          .<Lookup<PspCard>>map(Lookup.Found::new)
          .orElseGet(Lookup.Absent::new);
    });
  }

  private static Lookup<PspPayment> found(PaymentIntent intent) {
    return new Lookup.Found<>(StripeIntents.payment(intent));
  }

  private static PspOutcome<PspPayment> outcome(PspKey key, Write<PaymentIntent> write) {
    return StripeCalls.write(key, options -> StripeIntents.payment(write.run(options)));
  }
}
