package souk.embedded.stripe.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.shape.ErrorJson;

/** A request that was refused before anything was executed, so nothing is stored for its key. */
final class ApiRefusal extends RuntimeException {
  private static final String INVALID_REQUEST = "invalid_request_error";

  private final int status;
  private final transient ObjectNode body;

  private ApiRefusal(
      int status, String type, @Nullable String code, String message, @Nullable String param) {
    // a refusal is an answer: nobody reads its stack
    super(message, null, false, false);
    this.status = status;
    this.body = ErrorJson.of(type, code, message, param);
  }

  private static ApiRefusal badRequest(
      @Nullable String code, String message, @Nullable String param) {
    return new ApiRefusal(400, INVALID_REQUEST, code, message, param);
  }

  static ApiRefusal keyMissing() {
    var message =
        "You did not provide an API key. You need to provide your API key in the Authorization"
            + " header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').";
    return new ApiRefusal(401, INVALID_REQUEST, null, message, null);
  }

  static ApiRefusal keyInvalid() {
    var message = "Invalid API Key provided: this twin takes test keys (sk_test_…) only.";
    return new ApiRefusal(401, INVALID_REQUEST, null, message, null);
  }

  static ApiRefusal accountInvalid(String account) {
    var message =
        "The provided key does not have access to account '%s' (or that account does not exist).";
    return new ApiRefusal(
        403, INVALID_REQUEST, "account_invalid", message.formatted(account), null);
  }

  static ApiRefusal unknownUrl(String method, String path) {
    var message =
        "Unrecognized request URL (%s: %s). If you are trying to list objects, remove the trailing"
            + " slash. If you are trying to retrieve an object, make sure you passed a valid"
            + " (non-empty) identifier in your code.";
    return new ApiRefusal(404, INVALID_REQUEST, null, message.formatted(method, path), null);
  }

  /** A card that was used without a customer, or was a customer's and was let go. */
  static ApiRefusal spent() {
    var message =
        "The provided PaymentMethod was previously used with a PaymentIntent without Customer"
            + " attachment, shared with a connected account without Customer attachment, or was"
            + " detached from a Customer. It may not be used again. To use a PaymentMethod multiple"
            + " times, you must attach it to a Customer first.";
    return invalid(message, "payment_method");
  }

  /** The object of the request's path does not exist. */
  static ApiRefusal notFound(String kind, String id, String param) {
    var message = "No such %s: '%s'".formatted(kind, id);
    return new ApiRefusal(404, INVALID_REQUEST, "resource_missing", message, param);
  }

  /** An object that a parameter names does not exist. */
  static ApiRefusal noSuch(String kind, String id, String param) {
    return badRequest("resource_missing", "No such %s: '%s'".formatted(kind, id), param);
  }

  static ApiRefusal missing(String param) {
    return badRequest("parameter_missing", "Missing required param: " + param + ".", param);
  }

  static ApiRefusal notAnInteger(String param, String value) {
    return badRequest("parameter_invalid_integer", "Invalid integer: " + value, param);
  }

  static ApiRefusal tooSmall(String param, long least) {
    var message = "This value must be greater than or equal to " + least + ".";
    return badRequest("parameter_invalid_integer", message, param);
  }

  static ApiRefusal unknownParameter(String param) {
    return badRequest("parameter_unknown", "Received unknown parameter: " + param, param);
  }

  static ApiRefusal invalid(String message, @Nullable String param) {
    return badRequest(null, message, param);
  }

  static ApiRefusal of(String code, String message, @Nullable String param) {
    return badRequest(code, message, param);
  }

  static ApiRefusal idempotencyKeyTooLong() {
    return badRequest(null, "Idempotency keys have at most 255 characters.", null);
  }

  static ApiRefusal idempotencyKeyReused(String key) {
    var message =
        "Keys for idempotent requests can only be used with the same parameters they were first"
            + " used with. Try using a key other than '"
            + key
            + "' if you meant to execute a different request.";
    return new ApiRefusal(400, "idempotency_error", null, message, null);
  }

  static ApiRefusal idempotencyKeyInUse(String key) {
    var message =
        "There is currently another in-progress request using this Idempotent Key (that probably"
            + " means you submitted twice, and the other request is still going through): "
            + key
            + ". Please try again later.";
    return new ApiRefusal(409, INVALID_REQUEST, "idempotency_key_in_use", message, null);
  }

  static ApiRefusal lockTimeout() {
    var message =
        "This object cannot be accessed right now because another API request or Stripe process is"
            + " currently accessing it.";
    return new ApiRefusal(429, INVALID_REQUEST, "lock_timeout", message, null);
  }

  static ApiRefusal rateLimit() {
    var message = "Testmode request rate limit exceeded.";
    return new ApiRefusal(429, INVALID_REQUEST, "rate_limit", message, null);
  }

  Reply reply() {
    return new Reply(status, body);
  }
}
