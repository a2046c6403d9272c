package souk.platform.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.identity.person.Revocations;
import souk.platform.problem.Problem;

/** Issues the built-in issuer's access tokens: ES256, valid for ten minutes unless configured. */
@Singleton
public final class AccessTokens {
  private static final Duration LATER = Duration.ofMinutes(1);

  private final SigningKeys keys;
  private final String issuer;
  private final Duration life;

  AccessTokens(SigningKeys keys, IdentityConfiguration configuration) {
    this.keys = keys;
    this.issuer = configuration.getIssuer();
    this.life = configuration.getAccessTokenLife();
    if (!life.isPositive() || life.compareTo(Revocations.LONGEST_TOKEN) > 0) {
      throw new ConfigurationException(
          "souk.identity.access-token-life must be above zero and at most a day");
    }
  }

  /** The {@code iss} of these tokens. */
  public String issuer() {
    return issuer;
  }

  /**
   * Refuses when no token could be issued, before anything is done for one.
   *
   * @throws Problem 503 {@code accounts_off}
   */
  public void requireKey() {
    signingKey();
  }

  /**
   * A token that says who the person is.
   *
   * @param issuedAt as the person's admission has it
   */
  public AccessToken issue(Person person, Instant issuedAt) {
    var key = signingKey();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    var token = new SignedJWT(header, claims(person, issuedAt));
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException failure) {
      throw new IllegalStateException("cannot sign with key " + key.getKeyID(), failure);
    }
    return new AccessToken(token.serialize(), life.toSeconds());
  }

  private JWTClaimsSet claims(Person person, Instant issuedAt) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject(person.id().toString())
        .claim("roles", person.roles().stream().map(Role::name).sorted().toList())
        .claim("name", person.name())
        .issueTime(Date.from(issuedAt))
        .expirationTime(Date.from(issuedAt.plus(life)))
        .jwtID(UUID.randomUUID().toString())
        .build();
  }

  private ECKey signingKey() {
    return keys.signing()
        .orElseThrow(() ->
            Problem.unavailable(
                "accounts_off", "This server does not sign in with e-mail and password.", LATER));
  }
}
