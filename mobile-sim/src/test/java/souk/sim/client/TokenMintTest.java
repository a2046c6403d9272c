package souk.sim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.sim.fake.TestIssuer;
import souk.sim.plan.Person;
import souk.sim.plan.Role;

final class TokenMintTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Person DRIVER = Person.of(7, Role.DRIVER, 3);

  private final TestIssuer issuer = TestIssuer.create("sim-1");

  @Test
  void signsWhatTheServerWillCheck(@TempDir Path directory)
      throws IOException, GeneralSecurityException {
    var parts = new TokenMint(issuer.key(directory)).token(DRIVER, NOW).split("\\.", -1);
    var header = Wire.tree(decoded(parts[0]));
    var claims = Wire.tree(decoded(parts[1]));
    var check = Signature.getInstance("SHA256withECDSAinP1363Format");
    check.initVerify(issuer.publicKey());
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

    assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    assertThat(header.get("alg").asText()).isEqualTo("ES256");
    assertThat(header.get("kid").asText()).isEqualTo("sim-1");
    assertThat(claims.get("iss").asText()).isEqualTo("souk-sim");
    assertThat(claims.get("sub").asText()).isEqualTo(DRIVER.id().toString());
    assertThat(claims.get("roles").get(0).asText()).isEqualTo("DRIVER");
    assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(300);
  }

  @Test
  void renewsInTimeAndWhenRefused(@TempDir Path directory) throws IOException {
    var clock = new AtomicReference<>(NOW);
    InstantSource source = clock::get;
    var credentials = new Credentials(new TokenMint(issuer.key(directory)), DRIVER, source);
    var first = credentials.bearer();

    assertThat(credentials.bearer()).isEqualTo(first);
    clock.set(NOW.plus(TokenMint.LIFETIME).minus(Duration.ofSeconds(61)));
    assertThat(credentials.bearer()).isEqualTo(first);
    clock.set(NOW.plus(TokenMint.LIFETIME).minus(Duration.ofSeconds(60)));
    var second = credentials.bearer();
    assertThat(second).isNotEqualTo(first);
    credentials.refused();
    assertThat(credentials.bearer()).isNotEqualTo(second);
  }

  @Test
  void refusesWhatIsNoKeyAndNeverShowsOne(@TempDir Path directory) throws IOException {
    var file = Files.writeString(directory.resolve("key"), "{\"kty\":\"EC\",\"d\":\"secret\"}");

    assertThatThrownBy(() -> IssuerKey.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> IssuerKey.read(directory.resolve("nothing")))
        .isInstanceOf(IOException.class);
    assertThat(issuer.key(directory).toString()).isEqualTo("IssuerKey[kid=sim-1]");
  }

  @Test
  void aPersonIsTheSameInEveryRun() {
    assertThat(Person.of(7, Role.DRIVER, 3)).isEqualTo(DRIVER);
    assertThat(DRIVER.id().version()).isEqualTo(5);
    assertThat(Person.of(8, Role.DRIVER, 3).id()).isNotEqualTo(DRIVER.id());
    assertThat(Person.of(7, Role.CUSTOMER, 3).id()).isNotEqualTo(DRIVER.id());
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
