package souk.payments.psp.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.service.PaymentIntentService;
import com.stripe.service.PaymentMethodService;
import com.stripe.service.V1Services;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.Psp;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspCard;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspToken;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;
import souk.platform.postgres.HeldConnections;

/** Payment intents with manual capture; every write carries a key of ours. */
final class StripePsp implements Psp {
  private static final Logger log = LoggerFactory.getLogger(StripePsp.class);
  private static final PspOutcome NOT_OURS_TO_CHARGE =
      new PspOutcome.Rejected(new Refusal(DeclineReason.AMOUNT_REFUSED, "currency_not_supported"));

  private final PaymentIntentService intents;
  private final PaymentMethodService methods;
  private final IntentSearch search;

  StripePsp(V1Services stripe) {
    this.intents = stripe.paymentIntents();
    this.methods = stripe.paymentMethods();
    this.search = new IntentSearch(intents);
  }

  @Override
  public PspOutcome authorize(PspAuthorization authorization) {
    if (!StripeAmounts.chargeable(authorization.amount().currency())) return NOT_OURS_TO_CHARGE;
    var params = StripeIntents.creation(authorization);
    return outcome(authorization.key(), options -> intents.create(params, options));
  }

  @Override
  public PspOutcome capture(PspKey key, String reference, Money amount) {
    var params =
        PaymentIntentCaptureParams.builder()
            .setAmountToCapture(StripeAmounts.toStripe(amount))
            .addExpand("latest_charge")
            .build();
    return outcome(key, options -> intents.capture(reference, params, options));
  }

  @Override
  public PspOutcome voidAuthorization(PspKey key, String reference) {
    var params = PaymentIntentCancelParams.builder().addExpand("latest_charge").build();
    return outcome(key, options -> intents.cancel(reference, params, options));
  }

  @Override
  public Lookup<PspPayment> retrieve(String reference) {
    var params = PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();
    return lookup(() -> found(intents.retrieve(reference, params)));
  }

  @Override
  public Lookup<PspPayment> find(UUID chargeId, PspToken token, Instant from) {
    return lookup(() -> search.find(chargeId, token.customer(), from));
  }

  @Override
  public Lookup<PspCard> card(String token) {
    return lookup(() -> {
      var method = methods.retrieve(token);
      return card(method).<Lookup<PspCard>>map(Lookup.Found::new).orElseGet(Lookup.Absent::new);
    });
  }

  private static Optional<PspCard> card(PaymentMethod method) {
    var card = method.getCard();
    if (card == null) return Optional.empty();
    return Optional.of(
        new PspCard(
            new PspToken(method.getId(), method.getCustomer()),
            card.getBrand(),
            card.getLast4(),
            card.getExpMonth().intValue(),
            card.getExpYear().intValue()));
  }

  private static Lookup<PspPayment> found(PaymentIntent intent) {
    return new Lookup.Found<>(StripeIntents.payment(intent));
  }

  private static PspOutcome outcome(PspKey key, Write write) {
    HeldConnections.refuseRemoteCall("stripe");
    var options = RequestOptions.builder().setIdempotencyKey(key.value()).build();
    try {
      return new PspOutcome.Succeeded(StripeIntents.payment(write.run(options)));
    } catch (StripeException error) {
      var outcome = StripeErrors.outcome(error);
      report(key.value(), error, outcome instanceof PspOutcome.Unknown);
      return outcome;
    } catch (RuntimeException unreadable) {
      log.warn("{}: Stripe's answer cannot be read", key.value(), unreadable);
      return new PspOutcome.Unknown("unreadable answer", false);
    }
  }

  private static <T> Lookup<T> lookup(Read<T> read) {
    HeldConnections.refuseRemoteCall("stripe");
    try {
      return read.run();
    } catch (StripeException error) {
      var answer = StripeErrors.<T>lookup(error);
      report("a question", error, answer instanceof Lookup.Unavailable);
      return answer;
    } catch (RuntimeException unreadable) {
      log.warn("Stripe's answer to a question cannot be read", unreadable);
      return new Lookup.Unavailable<>(Hindrance.UNANSWERED);
    }
  }

  /** Status, code and Stripe's id of the request; never its message, which may quote a body. */
  private static void report(String what, StripeException error, boolean isFailure) {
    log.atLevel(isFailure ? Level.WARN : Level.DEBUG)
        .log(
            "{}: status {}, code {}, request {}, {}",
            what,
            error.getStatusCode(),
            error.getCode(),
            error.getRequestId(),
            String.valueOf(error.getCause()));
  }

  private interface Write {
    PaymentIntent run(RequestOptions options) throws StripeException;
  }

  private interface Read<T> {
    Lookup<T> run() throws StripeException;
  }
}
