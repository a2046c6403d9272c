package souk.embedded.stripe.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Links to Stripe's own pages as Stripe shows them. */
public final class LinkJson {
  private LinkJson() {}

  /** To where a payee gives what Stripe wants to know. */
  public static ObjectNode account(String url, Instant created, Instant expiresAt) {
    var json = of("account_link", url, created);
    JsonTemplate.putAt(json, "expires_at", expiresAt);
    return json;
  }

  /** To a payee's own account. */
  public static ObjectNode login(String url, Instant created) {
    return of("login_link", url, created);
  }

  private static ObjectNode of(String object, String url, Instant created) {
    var json = JsonTemplate.MAPPER.createObjectNode();
    json.put("object", object);
    JsonTemplate.putAt(json, "created", created);
    json.put("url", url);
    return json;
  }
}
