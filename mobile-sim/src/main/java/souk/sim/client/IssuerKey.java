package souk.sim.client;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;

/** The private P-256 key, with its id, by which the simulator signs its phones' tokens. */
public record IssuerKey(String kid, ECPrivateKey key) {
  private record Jwk(String kty, String crv, String kid, String d) {}

  /**
   * Reads a private EC JWK.
   *
   * @throws IOException when the file cannot be read or holds no such key
   */
  public static IssuerKey read(Path file) throws IOException {
    try {
      var jwk = Wire.read(Files.readString(file), Jwk.class);
      if (!"EC".equals(jwk.kty) || !"P-256".equals(jwk.crv)) {
        throw new IOException(file + " is no EC P-256 key");
      }
      return new IssuerKey(jwk.kid, privateKey(jwk.d));
    } catch (Wire.Garbled | GeneralSecurityException | NullPointerException malformed) {
      // the cause may quote the file, and so the key
      throw new IOException(file + " is no private EC P-256 JWK with kid and d");
    }
  }

  private static ECPrivateKey privateKey(String d) throws GeneralSecurityException {
    var curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    var secret = new BigInteger(1, Base64.getUrlDecoder().decode(d));
    return (ECPrivateKey)
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new ECPrivateKeySpec(secret, curve.getParameterSpec(ECParameterSpec.class)));
  }

  /** Says which key it is, never the key. */
  @Override
  public String toString() {
    return "IssuerKey[kid=" + kid + "]";
  }
}
