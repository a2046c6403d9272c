package souk.payments.psp.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.model.StripeError;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.Refusal;

/**
 * What an error of Stripe means. Told by status and code: stripe-java's classes do not separate
 * them (a 409 and a 500 are the same class).
 */
final class StripeErrors {
  private static final String NO_CODE = "none";

  private StripeErrors() {}

  /** What an error says about the request. */
  private enum Kind {
    NEVER_LEFT,
    NO_ANSWER,
    FAILED,
    UNREADABLE,
    CARD_REFUSED,
    KEY_OF_ANOTHER,
    KEY_IN_USE,
    TOO_MANY_REQUESTS,
    CREDENTIALS_REFUSED,
    MISSING,
    INVALID
  }

  static <T> PspOutcome<T> outcome(StripeException error) {
    return switch (kind(error)) {
      case NEVER_LEFT -> new PspOutcome.Retryable<>(Hindrance.UNREACHABLE);
      case NO_ANSWER -> new PspOutcome.Unknown<>("no answer", false);
      case FAILED -> new PspOutcome.Unknown<>("status " + status(error), isReplayed(error));
      case UNREADABLE -> PspOutcome.Unknown.unreadable();
      case CARD_REFUSED -> new PspOutcome.Declined<>(refusal(error), reference(error));
      // that other request of ours may have moved money
      case KEY_OF_ANOTHER -> new PspOutcome.Unknown<>("the key belongs to another request", false);
      case KEY_IN_USE -> new PspOutcome.Retryable<>(Hindrance.KEY_IN_USE);
      case TOO_MANY_REQUESTS -> new PspOutcome.Retryable<>(Hindrance.TOO_MANY_REQUESTS);
      case CREDENTIALS_REFUSED -> new PspOutcome.Retryable<>(Hindrance.CREDENTIALS_REFUSED);
      case MISSING, INVALID -> new PspOutcome.Rejected<>(refusal(error));
    };
  }

  static <T> Lookup<T> lookup(StripeException error) {
    return switch (kind(error)) {
      case NEVER_LEFT -> new Lookup.Unavailable<>(Hindrance.UNREACHABLE);
      case NO_ANSWER, FAILED -> new Lookup.Unavailable<>(Hindrance.UNANSWERED);
      case UNREADABLE -> new Lookup.Unavailable<>(Hindrance.UNREADABLE);
      case KEY_IN_USE -> new Lookup.Unavailable<>(Hindrance.KEY_IN_USE);
      case TOO_MANY_REQUESTS -> new Lookup.Unavailable<>(Hindrance.TOO_MANY_REQUESTS);
      case CREDENTIALS_REFUSED -> new Lookup.Unavailable<>(Hindrance.CREDENTIALS_REFUSED);
      case MISSING -> new Lookup.Absent<>();
      case CARD_REFUSED, KEY_OF_ANOTHER, INVALID ->
          new Lookup.Unavailable<>(Hindrance.QUESTION_REFUSED);
    };
  }

  private static Kind kind(StripeException error) {
    return switch (status(error)) {
      case 0 -> neverLeft(error) ? Kind.NEVER_LEFT : Kind.NO_ANSWER;
      // executed, and the library could not make anything of the body
      case 200, 201, 202 -> Kind.UNREADABLE;
      case 400, 404 -> kindOfInvalid(error);
      case 401, 403 -> Kind.CREDENTIALS_REFUSED;
      case 402 -> Kind.CARD_REFUSED;
      case 409 -> Kind.KEY_IN_USE;
      case 429 -> Kind.TOO_MANY_REQUESTS;
      default -> Kind.FAILED;
    };
  }

  private static Kind kindOfInvalid(StripeException error) {
    // without Stripe's own error in it, the answer may be that of anything on the way
    if (error.getStripeError() == null) return Kind.FAILED;
    if ("idempotency_error".equals(error.getStripeError().getType())) return Kind.KEY_OF_ANOTHER;
    return "resource_missing".equals(error.getCode()) ? Kind.MISSING : Kind.INVALID;
  }

  /** 0 when there was no answer. */
  private static int status(StripeException error) {
    return Optional.ofNullable(error.getStatusCode()).orElse(0);
  }

  private static boolean neverLeft(StripeException error) {
    return error instanceof ApiConnectionException
        && (error.getCause() instanceof ConnectException
            || error.getCause() instanceof HttpConnectTimeoutException);
  }

  /**
   * An answer given a second time: the request it belongs to has come to its end. Stripe marks such
   * answers without documenting it; unmarked, the charge stays unknown for longer, no more.
   */
  private static boolean isReplayed(StripeException error) {
    return Optional.ofNullable(error.getStripeError())
        .map(StripeError::getLastResponse)
        .flatMap(response -> response.headers().firstValue("Idempotent-Replayed"))
        .filter("true"::equals)
        .isPresent();
  }

  private static @Nullable String reference(StripeException error) {
    return Optional.ofNullable(error.getStripeError())
        .map(StripeError::getPaymentIntent)
        .map(intent -> intent.getId())
        .orElse(null);
  }

  private static Refusal refusal(StripeException error) {
    return Optional.ofNullable(error.getStripeError())
        .map(StripeErrors::refusal)
        .orElseGet(() -> new Refusal(DeclineReason.REFUSED_BY_PROVIDER, NO_CODE));
  }

  static Refusal refusal(StripeError error) {
    var word =
        Stream.of(error.getDeclineCode(), error.getCode())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(NO_CODE);
    return new Refusal(reason(word, "card_error".equals(error.getType())), word);
  }

  /**
   * Lost, stolen and fraudulent are deliberately no more than declined: the payer may be a thief.
   */
  private static DeclineReason reason(String word, boolean issuer) {
    return switch (word) {
      case "insufficient_funds" -> DeclineReason.INSUFFICIENT_FUNDS;
      case "expired_card", "invalid_expiry_month", "invalid_expiry_year" ->
          DeclineReason.CARD_EXPIRED;
      case "incorrect_cvc", "invalid_cvc" -> DeclineReason.CVC_WRONG;
      case "authentication_required" -> DeclineReason.AUTHENTICATION_REQUIRED;
      case "payment_intent_authentication_failure" -> DeclineReason.AUTHENTICATION_FAILED;
      case "processing_error", "issuer_not_available", "try_again_later", "reenter_transaction" ->
          DeclineReason.PROCESSING_ERROR;
      case "charge_expired_for_capture", "capture_charge_authorization_expired" ->
          DeclineReason.AUTHORIZATION_EXPIRED;
      case "amount_too_small", "amount_too_large" -> DeclineReason.AMOUNT_REFUSED;
      case "resource_missing" -> DeclineReason.CARD_UNKNOWN;
      default -> issuer ? DeclineReason.CARD_DECLINED : DeclineReason.REFUSED_BY_PROVIDER;
    };
  }
}
