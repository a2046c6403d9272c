package souk.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorIssuerTest {
  @TempDir Path directory;

  // repeated: about one coordinate in 256 has a leading zero, which a JWK must keep
  @RepeatedTest(5)
  void whatThePrivateKeySignsThePublicKeyVerifies() throws Exception {
    var issuer = SimulatorIssuer.in(directory);
    var secret = json(issuer.privateKey());
    var known = json(issuer.publicKey());
    var factory = KeyFactory.getInstance("EC");

    var signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(factory.generatePrivate(new ECPrivateKeySpec(number(secret, "d"), p256())));
    signer.update((byte) 7);
    var signature = signer.sign();

    var point = new ECPoint(number(known, "x"), number(known, "y"));
    signer.initVerify(factory.generatePublic(new ECPublicKeySpec(point, p256())));
    signer.update((byte) 7);
    assertThat(signer.verify(signature)).isTrue();
    assertThat(known.get("kid")).isEqualTo(secret.get("kid"));
  }

  @Test
  void staysTheSameOverARestartAndShowsItsSecretToTheOwnerOnly() throws Exception {
    var first = Files.readString(SimulatorIssuer.in(directory).privateKey());
    var again = SimulatorIssuer.in(directory);
    assertThat(again.privateKey()).hasContent(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(again.privateKey())))
        .isEqualTo("rw-------");
    assertThat(json(again.publicKey()).has("d")).isFalse();
  }

  private static JsonNode json(Path file) throws Exception {
    return new ObjectMapper().readTree(file.toFile());
  }

  private static BigInteger number(JsonNode jwk, String name) {
    var bytes = Base64.getUrlDecoder().decode(jwk.get(name).asText());
    assertThat(bytes).hasSize(32);
    return new BigInteger(1, bytes);
  }

  private static ECParameterSpec p256() throws Exception {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }
}
