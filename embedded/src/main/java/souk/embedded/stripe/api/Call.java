package souk.embedded.stripe.api;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.account.Account;
import souk.embedded.stripe.account.Effects;
import souk.embedded.stripe.card.PaymentMethod;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.money.Dispute;
import souk.embedded.stripe.money.Pace;
import souk.embedded.stripe.shape.Expansion;
import souk.embedded.stripe.shape.Statement;

/**
 * One request on its way through an endpoint.
 *
 * @param id the object of the request's path, empty where it has none
 * @param owner whose money it is about: a connected account's id or the platform
 * @param account to read only; what changes goes to {@code effects}
 * @param origin where the caller found this Stripe
 * @param issuerDeclines the card's issuer says no to whatever it is asked
 */
record Call(
    String id,
    String owner,
    FormParams params,
    Account account,
    Effects effects,
    Pace pace,
    Instant now,
    String origin,
    boolean issuerDeclines) {
  PaymentIntent intent() {
    return account
        .intents()
        .find(id)
        .orElseThrow(() -> ApiRefusal.notFound("payment_intent", id, "intent"));
  }

  /** The payment method that the parameters name, to be used now, if they name one. */
  @Nullable PaymentMethod method(@Nullable String customer) {
    var named = params.text("payment_method").orElse(null);
    if (named == null) return null;
    var method =
        account
            .method(named)
            .orElseThrow(() -> ApiRefusal.noSuch("PaymentMethod", named, "payment_method"));
    if (method.spent()) throw ApiRefusal.spent();
    if (method.customer() == null || method.customer().equals(customer)) {
      return MethodEndpoints.fresh(this, method);
    }
    var message =
        "The payment method you provided is attached to a customer so for security purposes you"
            + " must provide the customer in the request.";
    throw ApiRefusal.invalid(message, "payment_method");
  }

  @Nullable String customer() {
    var named = params.text("customer").orElse(null);
    if (named == null || account.customer(named).isPresent()) return named;
    throw ApiRefusal.noSuch("customer", named, "customer");
  }

  Statement statement() {
    return new Statement(effects::transaction, this::disputed, now);
  }

  boolean disputed(String charge) {
    return !account.disputes().claiming(Dispute.about(charge)).isEmpty();
  }

  /** What the owner could give away now. */
  long available(String currency) {
    return available(owner, currency);
  }

  long available(String of, String currency) {
    return account.balances().available(of, currency, now);
  }

  Expansion expansion(Set<String> known) {
    var expansion = Expansion.of(params.list("expand"));
    expansion
        .unknownAmong(known)
        .ifPresent(path -> {
          var message = "This property cannot be expanded (%s).".formatted(path);
          throw ApiRefusal.invalid(message, "expand");
        });
    return expansion;
  }

  static Set<String> below(String prefix, Set<String> paths) {
    return Set.copyOf(paths.stream().map(path -> prefix + "." + path).toList());
  }

  /** How many objects of a list are wanted. */
  int limit() {
    var limit = params.integer("limit").orElse(10);
    if (limit >= 1 && limit <= 100) return (int) limit;
    throw ApiRefusal.of("parameter_invalid_integer", "limit is 1 to 100.", "limit");
  }
}
