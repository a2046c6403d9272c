package souk.server;

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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** The simulator's issuer: whoever it names is let in. */
public final class TestPhones {
  private static final ECKey KEY = key();
  private static final Path PUBLIC = publicKey();

  private TestPhones() {}

  /** The file that a server is to trust. */
  static Path publicKeyFile() {
    return PUBLIC;
  }

  /** A token that holds for ten minutes. */
  public static String token(UUID person, String role) {
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer("souk-sim")
            .subject(person.toString())
            .jwtID(UUID.randomUUID().toString())
            .claim("name", "Ada")
            .claim("roles", List.of(role))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(600)))
            .build();
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build();
      var token = new SignedJWT(header, claims);
      token.sign(new ECDSASigner(KEY));
      return token.serialize();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("phones").generate();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Path publicKey() {
    try {
      var file = Files.createTempFile("souk-sim-issuer", ".jwk");
      file.toFile().deleteOnExit();
      return Files.writeString(file, KEY.toPublicJWK().toJSONString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
