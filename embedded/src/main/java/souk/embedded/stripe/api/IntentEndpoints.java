package souk.embedded.stripe.api;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.card.PaymentMethod;
import souk.embedded.stripe.intent.Attempt;
import souk.embedded.stripe.intent.CaptureMethod;
import souk.embedded.stripe.intent.IntentState.RequiresPaymentMethod;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.intent.StripeId;
import souk.embedded.stripe.intent.Terms;
import souk.embedded.stripe.intent.Turn;
import souk.embedded.stripe.intent.Turn.Declined;
import souk.embedded.stripe.intent.Turn.Moved;
import souk.embedded.stripe.intent.Turn.Refused;
import souk.embedded.stripe.shape.ErrorJson;
import souk.embedded.stripe.shape.IntentJson;

/** What can be done to payment intents. */
final class IntentEndpoints {
  static final Set<String> EXPANDABLE =
      Set.of("latest_charge", "latest_charge.balance_transaction", "payment_method");

  private static final Set<String> LABELS =
      Set.of(
          "description",
          "receipt_email",
          "setup_future_usage",
          "statement_descriptor",
          "statement_descriptor_suffix",
          "transfer_group");

  /** Parameters that Stripe knows and that change nothing about a card payment in the twin. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "automatic_payment_methods",
          "confirmation_method",
          "payment_method_options",
          "payment_method_types");

  private static final Set<String> CONFIRMING =
      Set.of(
          "payment_method",
          "off_session",
          "error_on_requires_action",
          "return_url",
          "use_stripe_sdk",
          "expand");

  private static final List<String> CANCELLATION_REASONS =
      List.of("duplicate", "fraudulent", "requested_by_customer", "abandoned");

  private IntentEndpoints() {}

  static Reply create(Call call) {
    var params = call.params();
    params.allowOnly(union(LABELS, WITHOUT_EFFECT, CONFIRMING, CREATING));
    call.expansion(EXPANDABLE);
    var terms = terms(call);
    var method = call.method(terms.customer());
    var confirms = params.flag("confirm");
    if (!confirms && params.text("off_session").isPresent()) {
      throw ApiRefusal.invalid("off_session needs confirm=true.", "off_session");
    }
    if (!confirms && params.text("return_url").isPresent()) {
      throw ApiRefusal.invalid("return_url needs confirm=true.", "return_url");
    }
    if (confirms && method == null) throw missingMethod();
    var intent = PaymentIntent.create(terms, method);
    call.effects().revise(intent);
    return confirms && method != null ? confirm(call, intent, method) : answer(call, intent);
  }

  private static final Set<String> CREATING =
      Set.of("amount", "currency", "capture_method", "confirm", "customer", "metadata");

  private static Terms terms(Call call) {
    var params = call.params();
    var currency = Amounts.currency(params);
    var amount = Amounts.amount(params, currency);
    var id = StripeId.fresh("pi_3");
    return new Terms(
            id,
            id + "_secret_" + StripeId.random(24),
            call.now(),
            amount,
            currency,
            captureMethod(params),
            call.customer(),
            params.metadata(),
            params.labels(LABELS))
        .flexible(
            available(params, "request_incremental_authorization"),
            available(params, "request_multicapture"));
  }

  private static boolean available(FormParams params, String feature) {
    return params
        .text("payment_method_options[card][%s]".formatted(feature))
        .filter("if_available"::equals)
        .isPresent();
  }

  private static CaptureMethod captureMethod(FormParams params) {
    var named = params.text("capture_method").orElse("automatic_async");
    var message = "Invalid capture_method: must be one of automatic, automatic_async, or manual";
    return CaptureMethod.of(named).orElseThrow(() -> ApiRefusal.invalid(message, "capture_method"));
  }

  static Reply confirm(Call call) {
    call.params().allowOnly(union(WITHOUT_EFFECT, CONFIRMING));
    call.expansion(EXPANDABLE);
    var intent = call.intent();
    var method = named(call, intent);
    if (method == null) throw missingMethod();
    return confirm(call, intent, method);
  }

  /** Its own card, also by its name; it may be used up by this very intent. */
  private static @Nullable PaymentMethod named(Call call, PaymentIntent intent) {
    var own = intent.state().method();
    var name = call.params().text("payment_method");
    var isOwn = own != null && name.filter(other -> !other.equals(own.id())).isEmpty();
    return isOwn ? own : call.method(intent.terms().customer());
  }

  private static ApiRefusal missingMethod() {
    var message =
        "You cannot confirm this PaymentIntent because it's missing a payment method. You can"
            + " either update the PaymentIntent with a payment method and then confirm it again, or"
            + " confirm it again directly with a payment method.";
    return ApiRefusal.of("payment_intent_unexpected_state", message, "payment_method");
  }

  private static Reply confirm(Call call, PaymentIntent intent, PaymentMethod method) {
    var params = call.params();
    var offSession = params.text("off_session").filter(value -> !value.equals("false")).isPresent();
    var attempt =
        new Attempt(
            call.now(),
            offSession,
            params.flag("error_on_requires_action"),
            call.issuerDeclines(),
            AuthenticationUrl.of(call, intent));
    var turn = intent.confirm(method, attempt);
    if (!(turn instanceof Refused) && method.customer() == null) call.effects().spend(method);
    return turn(call, intent, turn);
  }

  static Reply capture(Call call) {
    var params = call.params();
    params.allowOnly(Set.of("amount_to_capture", "final_capture", "expand"));
    call.expansion(EXPANDABLE);
    var amount = amountToCapture(params);
    var isLast = params.text("final_capture").isEmpty() || params.flag("final_capture");
    var intent = call.intent();
    if (!isLast && !intent.terms().severalCaptures()) {
      throw ApiRefusal.invalid(
          "This PaymentIntent cannot be captured more than once.", "final_capture");
    }
    var turn = intent.capture(amount, isLast);
    if (turn instanceof Refused) {
      call.effects().refuseCapture(intent, amount.orElse(intent.amountCapturable()));
    }
    return turn(call, intent, turn);
  }

  static Reply increment(Call call) {
    var params = call.params();
    params.allowOnly(Set.of("amount", "description", "metadata", "expand"));
    call.expansion(EXPANDABLE);
    var total = params.integer("amount");
    if (total.isEmpty()) throw ApiRefusal.missing("amount");
    var intent = call.intent();
    return turn(call, intent, intent.increment(total.getAsLong(), call.issuerDeclines()));
  }

  private static OptionalLong amountToCapture(FormParams params) {
    var amount = params.integer("amount_to_capture");
    if (amount.orElse(1) < 1) throw ApiRefusal.tooSmall("amount_to_capture", 1);
    return amount;
  }

  static Reply cancel(Call call) {
    call.params().allowOnly(Set.of("cancellation_reason", "expand"));
    call.expansion(EXPANDABLE);
    var reason = call.params().text("cancellation_reason").orElse(null);
    if (reason != null && !CANCELLATION_REASONS.contains(reason)) {
      var message = "Invalid cancellation_reason: must be one of " + CANCELLATION_REASONS;
      throw ApiRefusal.invalid(message, "cancellation_reason");
    }
    var intent = call.intent();
    return turn(call, intent, intent.cancel(reason, call.now()));
  }

  private static Reply turn(Call call, PaymentIntent before, Turn turn) {
    return switch (turn) {
      case Refused(var code, var message) -> Reply.badRequest(before, code, message, null);
      case Declined(var next, var error) -> {
        call.effects().revise(next);
        yield Reply.paymentRequired(ErrorJson.declined(next, error));
      }
      case Moved(var next) -> {
        call.effects().revise(next);
        yield next.state() instanceof RequiresPaymentMethod(var error) && error != null
            ? Reply.paymentRequired(ErrorJson.declined(next, error))
            : answer(call, next);
      }
    };
  }

  static Reply retrieve(Call call) {
    call.params().allowOnly(Set.of("client_secret", "expand"));
    return answer(call, call.intent());
  }

  private static Reply answer(Call call, PaymentIntent intent) {
    return Reply.ok(IntentJson.of(intent, call.statement(), call.expansion(EXPANDABLE)));
  }

  @SafeVarargs
  private static Set<String> union(Set<String>... sets) {
    return Arrays.stream(sets).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }
}
