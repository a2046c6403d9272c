package souk.sim.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import souk.sim.plan.Person;

/** Makes the phones' access tokens: the simulator is an issuer of its own. */
public final class TokenMint {
  static final String ISSUER = "souk-sim";
  static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final IssuerKey issuer;

  /** A mint that signs with this key. */
  public TokenMint(IssuerKey issuer) {
    this.issuer = issuer;
  }

  /** A signed token for somebody, valid for {@link #LIFETIME} from {@code now}. */
  String token(Person person, Instant now) {
    var header = Map.of("alg", "ES256", "typ", "JWT", "kid", issuer.kid());
    var claims =
        Map.of(
            "iss", ISSUER,
            "sub", person.id(),
            "roles", List.of(person.role()),
            "name", person.name(),
            "iat", now.getEpochSecond(),
            "exp", now.plus(LIFETIME).getEpochSecond(),
            "jti", UUID.randomUUID());
    var signed = part(Wire.write(header)) + "." + part(Wire.write(claims));
    return signed + "." + BASE64.encodeToString(signature(signed));
  }

  private byte[] signature(String signed) {
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(issuer.key());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK 25 signs ES256", e);
    }
  }

  private static String part(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
