package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.intent.PaymentError;
import souk.embedded.stripe.intent.PaymentIntent;

/** Stripe's errors. */
public final class ErrorJson {
  private static final String CARD_ERROR = "card_error";

  private ErrorJson() {}

  /** Any error, wrapped as the body of an answer. */
  public static ObjectNode of(
      String type, @Nullable String code, String message, @Nullable String param) {
    var body = JsonTemplate.MAPPER.createObjectNode();
    var error = body.putObject("error");
    putCode(error, code);
    error.put("message", message);
    if (param != null) error.put("param", param);
    error.put("type", type);
    return body;
  }

  /** A refusal because of where an intent stands, with the intent in it. */
  public static ObjectNode ofIntent(
      PaymentIntent intent, String code, String message, @Nullable String param) {
    var body = of("invalid_request_error", code, message, param);
    body.withObjectProperty("error").set("payment_intent", IntentJson.of(intent, Expansion.NONE));
    return body;
  }

  /** A declined card, with the intent that it left behind. */
  public static ObjectNode declined(PaymentIntent intent, PaymentError error) {
    var body = JsonTemplate.MAPPER.createObjectNode();
    body.set("error", ofPayment(intent, error));
    body.withObjectProperty("error").set("payment_intent", IntentJson.of(intent, Expansion.NONE));
    return body;
  }

  /**
   * Why attaching a card or charging it failed, as Stripe keeps it in {@code last_payment_error}.
   */
  static ObjectNode ofPayment(PaymentIntent intent, PaymentError failure) {
    var error = JsonTemplate.MAPPER.createObjectNode();
    intent.latestCharge().ifPresent(charge -> error.put("charge", charge.id()));
    putCode(error, failure.code());
    if (failure.declineCode() != null) error.put("decline_code", failure.declineCode());
    error.put("message", failure.message());
    error.set("payment_method", MethodJson.of(failure.paymentMethod()));
    error.put("type", typeOf(failure.code()));
    return error;
  }

  private static String typeOf(String code) {
    return code.equals("payment_intent_authentication_failure")
        ? "invalid_request_error"
        : CARD_ERROR;
  }

  /** A card that its issuer would not even let be attached. */
  public static ObjectNode notAttached(String code, @Nullable String declineCode, String message) {
    var body = of(CARD_ERROR, code, message, null);
    if (declineCode != null) body.withObjectProperty("error").put("decline_code", declineCode);
    return body;
  }

  private static void putCode(ObjectNode error, @Nullable String code) {
    if (code == null) return;
    error.put("code", code);
    error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
  }
}
