package souk.embedded.stripe.http;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import souk.embedded.stripe.api.AccountLinks;
import souk.embedded.stripe.api.Happenings;
import souk.embedded.stripe.api.StripeApi;
import souk.embedded.stripe.http.AdminEndpoints.Page;
import souk.embedded.stripe.money.ConnectedAccount;

/** Where payees are sent: a page with one button, by which they have given all their details. */
final class OnboardingPages {
  private static final Pattern PATH =
      Pattern.compile("(GET|POST) " + AccountLinks.PATH + "([A-Za-z0-9_]+)");

  private static final String FORM =
      """
      <!doctype html><title>Your details</title><h1>Who are you?</h1>
      <form method="post"><button>Give everything</button></form>
      """;

  private static final String SEEN = "<!doctype html><title>Your account</title><h1>%s</h1>";

  private final StripeApi api;
  private final Happenings happenings;

  OnboardingPages(StripeApi api, Happenings happenings) {
    this.api = api;
    this.happenings = happenings;
  }

  /** Empty for what is not about payees' details. */
  Optional<Page> answer(String method, String path, Map<String, String> query) {
    var asked = PATH.matcher(method + " " + path);
    if (!asked.matches()) return Optional.empty();
    var account = api.inspect(all -> all.accounts().find(asked.group(2)));
    return Optional.of(
        account
            .map(found -> asked.group(1).equals("GET") ? shown(found) : given(found, query))
            .orElseGet(() -> html(404, "<!doctype html><title>No such account</title>")));
  }

  private static Page shown(ConnectedAccount account) {
    return html(200, account.hasGivenAll() ? SEEN.formatted(account.id()) : FORM);
  }

  private Page given(ConnectedAccount account, Map<String, String> query) {
    happenings.complete(account.id());
    var back = query.get(AccountLinks.RETURN);
    return back == null
        ? html(200, SEEN.formatted(account.id()))
        : new Page(303, "text/html", "", back);
  }

  private static Page html(int status, String text) {
    return new Page(status, "text/html", text, null);
  }
}
