package souk.embedded.stripe.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import souk.embedded.stripe.shape.LinkJson;

/** Links to the pages that payees see: where they give their details, and their account. */
public final class AccountLinks {
  /** Before the account's id. */
  public static final String PATH = "/_twin/onboarding/";

  /** In the link's query: where its payee goes when he has done. */
  public static final String RETURN = "return_url";

  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Set<String> TYPES = Set.of("account_onboarding", "account_update");

  private AccountLinks() {}

  static Reply details(Call call) {
    var params = call.params();
    params.allowOnly(
        Set.of(
            "account", "collect", "collection_options", "expand", "refresh_url", RETURN, "type"));
    var id = params.required("account");
    if (call.account().accounts().find(id).isEmpty()) throw ApiRefusal.accountInvalid(id);
    if (!TYPES.contains(params.required("type"))) {
      throw ApiRefusal.invalid("Invalid type: must be one of " + TYPES, "type");
    }
    url(params, "refresh_url");
    var back = URLEncoder.encode(url(params, RETURN), StandardCharsets.UTF_8);
    var link = call.origin() + PATH + id + "?" + RETURN + "=" + back;
    return Reply.ok(LinkJson.account(link, call.now(), call.now().plus(LIFETIME)));
  }

  private static String url(FormParams params, String name) {
    var url = params.required(name);
    try {
      var scheme = new URI(url).getScheme();
      if ("http".equals(scheme) || "https".equals(scheme)) return url;
    } catch (URISyntaxException _) {
      // as any other text that is no address
    }
    throw ApiRefusal.of("url_invalid", "Not a valid URL", name);
  }

  static Reply login(Call call) {
    call.params().allowOnly(Set.of("expand"));
    var account = AccountEndpoints.existing(call);
    if (!account.express()) {
      var message = "Cannot create a login link for an account that is not an Express account.";
      throw ApiRefusal.invalid(message, null);
    }
    if (!account.hasGivenAll()) {
      var message = "Cannot create a login link for an account that has not completed onboarding.";
      throw ApiRefusal.invalid(message, null);
    }
    return Reply.ok(LinkJson.login(call.origin() + PATH + account.id(), call.now()));
  }
}
