package souk.platform.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import souk.platform.identity.Race;
import souk.platform.identity.TestIssuer;
import souk.platform.identity.TestServer;
import souk.platform.identity.TestServer.Answer;
import souk.platform.testing.TestNode;

class SigningKeysTest {
  @Test
  void makesOneKeyForHoweverManyProcessesThatOnlyItsOwnerReads() throws Exception {
    var directory = TestServer.newDirectory().resolve("new").resolve("keys");
    var made = Race.of(8, _ -> keys(null, directory.toString()).signing().orElseThrow());
    assertThat(made.stream().map(JWK::getKeyID).distinct()).hasSize(1);
    try (Stream<java.nio.file.Path> files = Files.list(directory)) {
      assertThat(files)
          .singleElement()
          .satisfies(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
    assertThat(keys(null, directory.toString()).signing().orElseThrow().getKeyID())
        .isEqualTo(made.getFirst().getKeyID());
  }

  @Test
  void rotatesWithoutRefusingAnybody() throws Exception {
    var old = key();
    var next = key();
    var database = TestNode.database();
    try (var before = server(database, set(old, next.toPublicJWK()));
        var after = server(database, set(next, old.toPublicJWK()))) {
      var session = before.session();
      assertThat(keyOf(session)).isEqualTo(old.getKeyID());
      assertThat(after.get("/v1/me", session.text("access_token")).status()).isEqualTo(200);
      var refreshed =
          after.post(
              "/v1/sessions/refresh", null, Map.of("refresh_token", session.text("refresh_token")));
      assertThat(keyOf(refreshed)).isEqualTo(next.getKeyID());
      assertThat(before.get("/v1/me", refreshed.text("access_token")).status()).isEqualTo(200);
      assertThat(JWKSet.parse(after.get("/.well-known/jwks.json", null).raw()).getKeys())
          .hasSize(2);
    }
  }

  @Test
  void withoutAKeyNobodySignsInAndTheRestGoesOn() {
    try (var server = TestServer.start(Map.of("souk.keys-dir", ""))) {
      var answer = server.signIn(server.account("CUSTOMER"), "correct horse");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("accounts_off");
      assertThat(server.get("/.well-known/jwks.json", null).body().path("keys")).isEmpty();
      assertThat(server.get("/health", null).status()).isEqualTo(200);
    }
  }

  @Test
  void givesAKeyWithoutANameOne() throws Exception {
    var nameless = new ECKeyGenerator(Curve.P_256).generate();
    var keys = keys(TestIssuer.file(nameless.toJSONString()).toString(), null);
    assertThat(keys.signing().orElseThrow().getKeyID()).isNotEmpty();
  }

  @Test
  void refusesWhatCannotSignAndShowsNothingOfIt() throws Exception {
    var secret = key();
    for (var text :
        List.of(
            set(secret.toPublicJWK()),
            new ECKeyGenerator(Curve.P_384).generate().toJSONString(),
            "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}",
            "{\"d\":\"" + secret.getD() + "\"}",
            "")) {
      assertThatThrownBy(() -> keys(TestIssuer.file(text).toString(), null))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("souk.identity.signing-key")
          .hasMessageNotContaining(secret.getD().toString())
          .hasMessageNotContaining("c2VjcmV0");
    }
  }

  private static SigningKeys keys(@Nullable String file, @Nullable String directory) {
    return new SigningKeys(new Configuration(file), directory);
  }

  private record Configuration(@Nullable String file) implements IdentityConfiguration {
    @Override
    public String getIssuer() {
      return "souk";
    }

    @Override
    public Optional<String> getSigningKey() {
      return Optional.ofNullable(file);
    }

    @Override
    public Optional<String> getSimIssuerKey() {
      return Optional.empty();
    }

    @Override
    public Duration getAccessTokenLife() {
      return Duration.ofMinutes(10);
    }

    @Override
    public Duration getRefreshTokenLife() {
      return Duration.ofDays(30);
    }
  }

  private static TestServer server(souk.embedded.TestDatabase database, String keys) {
    return TestServer.start(
        database, Map.of("souk.identity.signing-key", TestIssuer.file(keys).toString()));
  }

  private static ECKey key() throws Exception {
    return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
  }

  private static String set(JWK... keys) {
    return new JWKSet(List.of(keys)).toString(false);
  }

  private static String keyOf(Answer session) throws Exception {
    return SignedJWT.parse(session.text("access_token")).getHeader().getKeyID();
  }
}
