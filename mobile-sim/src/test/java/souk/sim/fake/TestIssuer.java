package souk.sim.fake;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import souk.sim.client.IssuerKey;

/** A fresh signing key, as an embedded server would leave it in its data directory. */
public record TestIssuer(ECPublicKey publicKey, String jwk) {
  private static final int COORDINATE_BYTES = 32;

  /** A new key of this id. */
  public static TestIssuer create(String kid) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return of(kid, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the private key to a file. */
  public Path write(Path directory) throws IOException {
    return Files.writeString(directory.resolve("sim-issuer.jwk"), jwk);
  }

  /** The private key as the simulator reads it. */
  public IssuerKey key(Path directory) throws IOException {
    return IssuerKey.read(write(directory));
  }

  private static TestIssuer of(String kid, KeyPair pair) {
    var open = (ECPublicKey) pair.getPublic();
    var jwk =
        """
        {"kty":"EC","crv":"P-256","kid":"%s","x":"%s","y":"%s","d":"%s"}\
        """
            .formatted(
                kid,
                base64(open.getW().getAffineX()),
                base64(open.getW().getAffineY()),
                base64(((ECPrivateKey) pair.getPrivate()).getS()));
    return new TestIssuer(open, jwk);
  }

  private static String base64(BigInteger number) {
    var bytes = number.toByteArray();
    var fixed = new byte[COORDINATE_BYTES];
    var length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
  }
}
