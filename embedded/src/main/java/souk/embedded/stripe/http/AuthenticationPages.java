package souk.embedded.stripe.http;

import java.util.Optional;
import java.util.regex.Pattern;
import souk.embedded.stripe.api.AuthenticationUrl;
import souk.embedded.stripe.api.StripeApi;
import souk.embedded.stripe.http.AdminEndpoints.Page;
import souk.embedded.stripe.intent.IntentState.RequiresAction;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.intent.Redirect;

/**
 * Where cardholders are sent: a page with two buttons. Who has answered is sent back to the caller,
 * as Stripe would.
 */
final class AuthenticationPages {
  private static final Pattern PATH =
      Pattern.compile(
          "(GET|POST) " + AuthenticationUrl.PATH + "([A-Za-z0-9_]+)(?:/(confirm|fail))?");

  private static final String FORM =
      """
      <!doctype html><title>Your bank</title><h1>Is it you who pays %1$d %2$s?</h1>
      <form method="post" action="%3$s/confirm"><button>Confirm</button></form>
      <form method="post" action="%3$s/fail"><button>Fail</button></form>
      """;

  private final StripeApi api;

  AuthenticationPages(StripeApi api) {
    this.api = api;
  }

  /** Empty for what is not about authentication. */
  Optional<Page> answer(String method, String path) {
    var asked = PATH.matcher(method + " " + path);
    if (!asked.matches()) return Optional.empty();
    var id = asked.group(2);
    var waiting = intent(id).flatMap(AuthenticationPages::redirect);
    if (waiting.isEmpty()) return Optional.of(gone());
    var said = asked.group(3);
    var asks = asked.group(1).equals("GET") || said == null;
    return Optional.of(
        asks
            ? form(intent(id).orElseThrow())
            : answered(id, waiting.get(), said.equals("confirm")));
  }

  private Page answered(String id, Redirect redirect, boolean confirmed) {
    if (!api.authenticate(id, confirmed)) return gone();
    var after = intent(id).orElseThrow();
    var separator = redirect.returnUrl().contains("?") ? '&' : '?';
    var back =
        "%s%cpayment_intent=%s&payment_intent_client_secret=%s&redirect_status=%s"
            .formatted(
                redirect.returnUrl(),
                separator,
                id,
                after.terms().clientSecret(),
                after.holdsMoney() ? "succeeded" : "failed");
    return new Page(303, "text/html", "", back);
  }

  private Optional<PaymentIntent> intent(String id) {
    return api.inspect(account -> account.intents().find(id));
  }

  private static Optional<Redirect> redirect(PaymentIntent intent) {
    return intent.state() instanceof RequiresAction(_, var redirect)
        ? Optional.ofNullable(redirect)
        : Optional.empty();
  }

  private static Page form(PaymentIntent intent) {
    var terms = intent.terms();
    var path = AuthenticationUrl.PATH + intent.id();
    var text = FORM.formatted(terms.amount(), terms.currency(), path);
    return new Page(200, "text/html", text, null);
  }

  private static Page gone() {
    return new Page(404, "text/html", "<!doctype html><title>Nothing to confirm</title>", null);
  }
}
