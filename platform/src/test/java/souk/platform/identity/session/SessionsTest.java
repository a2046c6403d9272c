package souk.platform.identity.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import souk.platform.identity.TestServer;
import souk.platform.identity.TestServer.Answer;
import souk.platform.identity.password.CheapHash;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsTest {
  private final TestServer server =
      TestServer.start(Map.of("souk.identity.attempts.account-burst", 1000));

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void givesTokensThatAnybodyCanVerify() throws Exception {
    var session = server.session();
    assertThat(session.status()).isEqualTo(201);
    assertThat(session.text("token_type")).isEqualTo("Bearer");
    assertThat(session.body().path("expires_in").asInt()).isEqualTo(600);
    assertThat(session.header("Cache-Control")).isEqualTo("no-store");

    var token = SignedJWT.parse(session.text("access_token"));
    var jwks = JWKSet.parse(server.get("/.well-known/jwks.json", null).raw());
    assertThat(jwks.containsNonPublicKeys()).isFalse();
    var key = jwks.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
    assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
    assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getClaims().keySet())
        .isEqualTo(Set.of("iss", "sub", "roles", "name", "exp", "iat", "jti"));
    assertThat(claims.getIssuer()).isEqualTo("souk");
    assertThat(claims.getStringListClaim("roles")).containsExactly("CUSTOMER");
    assertThat(
            Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void doesNotSayWhetherTheAddressOrThePasswordIsWrong() {
    var wrongPassword = server.signIn(server.account("CUSTOMER"), "wrong horse");
    var unknown = server.signIn("nobody@example.com", "correct horse");
    assertThat(wrongPassword.status()).isEqualTo(401);
    assertThat(wrongPassword.code()).isEqualTo("bad_credentials");
    assertThat(unknown.body()).isEqualTo(wrongPassword.body());
  }

  /** The time is nearly all the hash's; so the hash is computed for nobody too. */
  @Test
  void worksAsHardForAnUnknownAddress() {
    var hashes = server.bean(MeterRegistry.class).timer("souk.identity.password.hashing");
    var before = hashes.count();
    server.signIn("nobody.at.all@example.com", "correct horse");
    assertThat(hashes.count()).isEqualTo(before + 1);
  }

  @Test
  void refusesWhatIsNoSignIn() {
    assertMalformed("/v1/sessions", Map.of("email", "a@example.com"));
    assertMalformed("/v1/sessions", Map.of("password", "correct horse"));
    assertMalformed("/v1/sessions", Map.of("email", "nobody", "password", "correct horse"));
    assertMalformed("/v1/sessions", Map.of("email", "a@b.de", "password", "x".repeat(201)));
    assertMalformed("/v1/sessions", Map.of("email", List.of(), "password", "correct horse"));
    assertMalformed("/v1/sessions/refresh", Map.of());
    assertMalformed("/v1/sessions/refresh", Map.of("refresh_token", " "));
    assertMalformed("/v1/sessions/refresh", Map.of("refresh_token", List.of()));
  }

  @Test
  void rotatesTheRefreshTokenAndTheRoles() {
    var email = server.account("CUSTOMER");
    var first = server.signIn(email, "correct horse");
    server.sql(
        """
        INSERT INTO platform.person_role (person_id, role)
        SELECT person_id, 'DRIVER' FROM platform.account WHERE email = ?\
        """,
        email);
    var second = refresh(first);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("Cache-Control")).isEqualTo("no-store");
    assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
    assertThat(server.get("/v1/me", second.text("access_token")).body().path("roles").toString())
        .isEqualTo("[\"CUSTOMER\",\"DRIVER\"]");
    assertThat(refresh(second).status()).isEqualTo(200);
  }

  @Test
  void aTokenUsedAgainEndsItsFamily() {
    var first = server.session();
    var second = refresh(first);
    var third = refresh(second);

    var again = refresh(first);
    assertThat(again.status()).isEqualTo(401);
    assertThat(again.code()).isEqualTo("refresh_reused");
    assertThat(refresh(third).code()).isEqualTo("refresh_invalid");
    assertThat(refresh(second).code()).isEqualTo("refresh_reused");
  }

  @Test
  void anotherFamilyOfThePersonGoesOn() {
    var email = server.account("CUSTOMER");
    var phone = server.signIn(email, "correct horse");
    var tablet = server.signIn(email, "correct horse");
    refresh(phone);
    assertThat(refresh(phone).code()).isEqualTo("refresh_reused");
    assertThat(refresh(tablet).status()).isEqualTo(200);
  }

  @Test
  void refusesTokensNobodyGaveOut() {
    var present = server.session().text("refresh_token");
    var session = present.substring(0, present.indexOf('.'));
    for (var text : List.of("x", ".", "a.b", UUID.randomUUID() + "." + "y".repeat(43))) {
      var answer = server.post("/v1/sessions/refresh", null, Map.of("refresh_token", text));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("refresh_invalid");
    }
    var guessed =
        server.post("/v1/sessions/refresh", null, Map.of("refresh_token", session + ".y"));
    assertThat(guessed.code()).isEqualTo("refresh_reused");
  }

  @Test
  void refusesAnExpiredRefreshToken() {
    var session = server.session();
    var id = session.text("refresh_token").substring(0, 36);
    server.sql(
        "UPDATE platform.session SET expires_at = clock_timestamp() WHERE id = CAST(? AS uuid)",
        id);
    assertThat(refresh(session).code()).isEqualTo("refresh_invalid");
  }

  @Test
  void keepsOnlyTheHashOfARefreshToken() {
    var secret = server.session().text("refresh_token").substring(37);
    assertThat(server.sql("SELECT CAST(session AS text) FROM platform.session session"))
        .noneMatch(row -> row.contains(secret));
  }

  @Test
  void signsOutEverywhere() {
    var email = server.account("CUSTOMER");
    var phone = server.signIn(email, "correct horse");
    var tablet = server.signIn(email, "correct horse");
    var stranger = server.session();

    assertThat(signOut(phone).status()).isEqualTo(204);
    awaitRefused(phone);
    awaitRefused(tablet);
    assertThat(refresh(tablet).code()).isEqualTo("refresh_invalid");
    assertThat(refresh(phone).code()).isEqualTo("refresh_invalid");
    assertThat(me(stranger).status()).isEqualTo(200);
  }

  @Test
  void signsInAgainWithinTheSameSecond() {
    var email = server.account("CUSTOMER");
    for (var round = 0; round < 3; round++) {
      var session = server.signIn(email, "correct horse");
      assertThat(me(session).status()).isEqualTo(200);
      assertThat(signOut(session).status()).isEqualTo(204);
      awaitRefused(session);
    }
  }

  /** Else whoever stole a token could push the owner's next sign-ins into the future. */
  @Test
  void aTokenThatSignedOutOnceMovesNothingOn() {
    var email = server.account("CUSTOMER");
    var session = server.signIn(email, "correct horse");
    signOut(session);
    var moment =
        "SELECT revoked_before FROM platform.person p JOIN platform.account a ON p.id = a.person_id WHERE a.email = ?";
    var first = server.sql(moment, email);
    signOut(session);
    assertThat(server.sql(moment, email)).isEqualTo(first);
  }

  @Test
  void keepsAPasswordUnderItsNewCostFromTheNextSignInOn() {
    var email = server.account("CUSTOMER");
    server.sql(
        "UPDATE platform.account SET password_hash = ? WHERE email = ?",
        CheapHash.of("correct horse"),
        email);
    assertThat(server.signIn(email, "correct horse").status()).isEqualTo(201);
    assertThat(server.sql("SELECT password_hash FROM platform.account WHERE email = ?", email))
        .singleElement()
        .asString()
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(server.signIn(email, "correct horse").status()).isEqualTo(201);
  }

  private void assertMalformed(String path, Map<String, Object> body) {
    var answer = server.post(path, null, body);
    assertThat(answer.status()).as(body.toString()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("malformed");
  }

  private void awaitRefused(Answer session) {
    await().atMost(Duration.ofSeconds(5)).until(() -> me(session).status() == 401);
  }

  private Answer me(Answer session) {
    return server.get("/v1/me", session.text("access_token"));
  }

  private Answer signOut(Answer session) {
    return server.post("/v1/me/sign-out-everywhere", session.text("access_token"), Map.of());
  }

  private Answer refresh(Answer session) {
    var body = Map.of("refresh_token", session.text("refresh_token"));
    return server.post("/v1/sessions/refresh", null, body);
  }
}
