package souk.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Another issuer, with a key of its own. */
public record TestIssuer(String iss, ECKey key) {
  public static TestIssuer named(String iss) {
    try {
      return new TestIssuer(
          iss, new ECKeyGenerator(Curve.P_256).keyID("k-" + UUID.randomUUID()).generate());
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** A file with the public key, as a set. */
  public Path publicFile() {
    return file(new JWKSet(key).toString(true));
  }

  /** A file with the bare public key. */
  public Path bareFile() {
    return file(key.toPublicJWK().toJSONString());
  }

  public static Path file(String text) {
    try {
      return Files.writeString(
          Files.createTempFile(TestServer.newDirectory(), "key", ".json"), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A token that holds, for a subject with one role. */
  public String token(Object subject, String role) {
    return token(claims -> claims.subject(subject.toString()).claim("roles", List.of(role)));
  }

  /** A token that holds but for what the change does to its claims. */
  public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(iss)
            .subject(UUID.randomUUID().toString())
            .claim("name", "Grace")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(600)));
    return signed(change.apply(claims).build());
  }

  public String signed(JWTClaimsSet claims) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
      var token = new SignedJWT(header, claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
