package souk.platform.identity;

import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.Map;

/**
 * When the access token of a request was issued and until when it holds. A socket that outlives its
 * handshake compares {@code issuedAt} with what {@link RevocationListener} says.
 */
public record TokenTimes(Instant issuedAt, Instant expiresAt) {
  private static final String ISSUED_AT = "issued_at";
  private static final String EXPIRES_AT = "expires_at";

  /**
   * @throws IllegalStateException when the authentication does not come from an access token
   */
  public static TokenTimes of(Authentication authentication) {
    var attributes = authentication.getAttributes();
    if (attributes.get(ISSUED_AT) instanceof Instant issuedAt
        && attributes.get(EXPIRES_AT) instanceof Instant expiresAt) {
      return new TokenTimes(issuedAt, expiresAt);
    }
    throw new IllegalStateException("the request came without an access token");
  }

  /** The attributes from which {@link #of} reads. */
  public Map<String, Object> attributes() {
    return Map.of(ISSUED_AT, issuedAt, EXPIRES_AT, expiresAt);
  }
}
