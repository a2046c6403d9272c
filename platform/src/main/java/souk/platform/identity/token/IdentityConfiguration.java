package souk.platform.identity.token;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Optional;

/** The built-in issuer. */
@ConfigurationProperties("souk.identity")
public interface IdentityConfiguration {
  /** The {@code iss} of our own tokens. */
  @Bindable(defaultValue = "souk")
  String getIssuer();

  /**
   * The path of a JWK, or of a JWK set, of P-256 keys. The first private one signs; tokens signed
   * by any of them are accepted. To rotate, add the new key behind the old one everywhere, then put
   * it first everywhere, then take the old one out once its tokens have expired.
   */
  Optional<String> getSigningKey();

  /** The path of the simulator's public JWK or JWK set; in embedded mode only. */
  Optional<String> getSimIssuerKey();

  /** For how long an access token holds. */
  @Bindable(defaultValue = "10m")
  Duration getAccessTokenLife();

  /** For how long a refresh token waits for its use. */
  @Bindable(defaultValue = "30d")
  Duration getRefreshTokenLife();
}
