package souk.embedded.stripe.webhook;

import java.net.URI;

/**
 * Who listens to events.
 *
 * @param secret the key of the signatures, {@code whsec_…}
 */
public record WebhookTarget(URI url, String secret) {
  public WebhookTarget {
    if (!url.isAbsolute()) throw new IllegalArgumentException("not an absolute URL: " + url);
    if (secret.isEmpty()) throw new IllegalArgumentException("a webhook needs a secret");
  }

  /** By which it is told from others. */
  String name() {
    return url.toString();
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
