package souk.embedded.stripe.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.shape.ErrorJson;

/** What an endpoint that has begun to execute came to; it is stored under the request's key. */
record Reply(int status, ObjectNode json) {
  static Reply ok(ObjectNode json) {
    return new Reply(200, json);
  }

  static Reply badRequest(
      PaymentIntent intent, String code, String message, @Nullable String param) {
    return new Reply(400, ErrorJson.ofIntent(intent, code, message, param));
  }

  static Reply refused(@Nullable String code, String message, @Nullable String param) {
    return new Reply(400, ErrorJson.of("invalid_request_error", code, message, param));
  }

  static Reply insufficientBalance(String currency) {
    var message =
        "Insufficient funds in your Stripe account (%s). Money that is still pending cannot be"
            + " moved.";
    return refused("balance_insufficient", message.formatted(currency), null);
  }

  static Reply paymentRequired(ObjectNode error) {
    return new Reply(402, error);
  }

  static Reply serverError() {
    var message = "An unexpected error occurred while processing this request.";
    return new Reply(500, ErrorJson.of("api_error", null, message, null));
  }
}
