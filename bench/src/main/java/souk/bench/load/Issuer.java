package souk.bench.load;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Makes the phones' tokens, as the simulator does: the server under load trusts its key. */
public final class Issuer {
  private static final String NAME = "souk-sim";
  private static final Duration LIFE = Duration.ofMinutes(30);

  private final ECKey key;

  /** With a new key. */
  public Issuer() throws JOSEException {
    key = new ECKeyGenerator(Curve.P_256).keyID("bench").generate();
  }

  /** Writes what the server needs to know of the key. */
  public Path publicKey(Path directory) throws IOException {
    return Files.writeString(
        directory.resolve("bench-issuer.jwk"), key.toPublicJWK().toJSONString());
  }

  /** A token of somebody with one role. */
  public String token(UUID person, String role) {
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(NAME)
            .subject(person.toString())
            .claim("roles", List.of(role))
            .claim("name", "Bench")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .jwtID(UUID.randomUUID().toString())
            .build();
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
    return token.serialize();
  }
}
