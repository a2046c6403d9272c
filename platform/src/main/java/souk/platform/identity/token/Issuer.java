package souk.platform.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Role;

/**
 * Somebody whose tokens are believed, as far as it goes.
 *
 * @param believed which roles its tokens may give
 */
record Issuer(
    String iss,
    Set<Role> believed,
    Newcomers newcomers,
    DefaultJWTProcessor<SecurityContext> processor) {
  static final Duration SKEW = Duration.ofSeconds(30);

  // a key of one kind with an algorithm of another is how signatures are forged: never HMAC or none
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512);

  /** Whom it may speak of. */
  enum Newcomers {
    /** It is ours, and its tokens carry our ids. */
    OURS,
    /** Somebody never seen before becomes a person. */
    WELCOME,
    /** Only persons that an operator has admitted. */
    REFUSED
  }

  static Issuer of(
      String iss,
      Set<Role> believed,
      Newcomers newcomers,
      JWKSource<SecurityContext> keys,
      @Nullable String audience) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(claims(iss, audience));
    return new Issuer(iss, believed, newcomers, processor);
  }

  /** The claims of a token that this issuer has signed and that holds now. */
  JWTClaimsSet verify(SignedJWT token) throws BadJOSEException, JOSEException {
    return processor.process(token, null);
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> claims(
      String iss, @Nullable String audience) {
    var verifier =
        new DefaultJWTClaimsVerifier<>(
            audience, new JWTClaimsSet.Builder().issuer(iss).build(), Set.of("sub", "iat", "exp"));
    verifier.setMaxClockSkew(Math.toIntExact(SKEW.toSeconds()));
    return verifier;
  }
}
