package souk.embedded.stripe.api;

import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.intent.Redirect;

/** Where the twin sends cardholders who have to authenticate. */
public final class AuthenticationUrl {
  /** Before the intent's id. */
  public static final String PATH = "/_twin/authentication/";

  private AuthenticationUrl() {}

  /** Null when the caller's app does it with Stripe's library, as it does without an address. */
  static @Nullable Redirect of(Call call, PaymentIntent intent) {
    if (call.params().flag("use_stripe_sdk")) return null;
    return call.params()
        .text("return_url")
        .map(back -> new Redirect(call.origin() + PATH + intent.id(), back))
        .orElse(null);
  }
}
