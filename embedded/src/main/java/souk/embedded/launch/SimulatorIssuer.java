package souk.embedded.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;

/**
 * The key pair with which the simulator signs its phones' tokens; the server of the same directory
 * trusts it.
 *
 * @param privateKey JWK (EC, P-256) that only the owner may read
 * @param publicKey the same without its secret
 */
record SimulatorIssuer(Path privateKey, Path publicKey) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COORDINATE_BYTES = 32;

  /** The pair in this directory, generated the first time. */
  static SimulatorIssuer in(Path directory) throws IOException {
    var issuer =
        new SimulatorIssuer(
            directory.resolve("sim-issuer.jwk"), directory.resolve("sim-issuer.public.jwk"));
    // the private one is written last, so its presence says that both are there
    if (!Files.exists(issuer.privateKey)) issuer.generate();
    return issuer;
  }

  private void generate() throws IOException {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      var jwk = publicJwk((ECPublicKey) pair.getPublic());
      WholeFile.write(publicKey, JSON.writeValueAsBytes(jwk));
      jwk.put("d", coordinate(((ECPrivateKey) pair.getPrivate()).getS()));
      WholeFile.write(privateKey, JSON.writeValueAsBytes(jwk));
    } catch (GeneralSecurityException everyJdkHasThisCurve) {
      throw new IllegalStateException(everyJdkHasThisCurve);
    }
  }

  private static ObjectNode publicJwk(ECPublicKey key) {
    return JSON.createObjectNode()
        .put("kty", "EC")
        .put("crv", "P-256")
        .put("use", "sig")
        .put("alg", "ES256")
        .put("kid", "sim-" + UUID.randomUUID())
        .put("x", coordinate(key.getW().getAffineX()))
        .put("y", coordinate(key.getW().getAffineY()));
  }

  /** JWK wants exactly 32 bytes: BigInteger adds a sign byte or leaves leading zeros out. */
  private static String coordinate(BigInteger number) {
    var bytes = number.toByteArray();
    var exact = new byte[COORDINATE_BYTES];
    var length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, exact, COORDINATE_BYTES - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(exact);
  }
}
