package souk.platform.identity.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import souk.platform.identity.CapturedMail;
import souk.platform.identity.OpaqueToken;
import souk.platform.identity.Race;
import souk.platform.identity.TestServer;
import souk.platform.identity.TestServer.Answer;

/** What a letter's token does, once, and what asking for one gives away: nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LettersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int RUNNERS = 10;

  private final TestServer server =
      TestServer.start(
          Map.of(
              "souk.test.mail", "captured",
              "souk.identity.attempts.account-burst", 1000,
              "souk.identity.attempts.letter-burst", 1000,
              "souk.identity.attempts.token-burst", 1000));
  private final CapturedMail mail = server.bean(CapturedMail.class);

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void verifiesAnAddressOnce() {
    var email = server.account("CUSTOMER");
    var token = mail.token(email, 1);
    assertThat(isVerified(email)).isFalse();
    assertThat(verify(token).status()).isEqualTo(204);
    assertThat(isVerified(email)).isTrue();
    assertInvalid(verify(token));
  }

  @Test
  void refusesTokensThatProveNothing() {
    var email = server.account("CUSTOMER");
    var token = mail.token(email, 1);
    assertInvalid(verify("x"));
    assertInvalid(verify(OpaqueToken.random().text()));
    assertInvalid(confirm(token, "a new password"));
    assertThat(server.post("/v1/accounts/verify-email", null, Map.of()).status()).isEqualTo(400);
    expire(email);
    assertInvalid(verify(token));
    assertThat(isVerified(email)).isFalse();
  }

  @Test
  void sendsTheLetterAgainUntilTheAddressIsVerified() {
    var email = server.account("CUSTOMER");
    mail.token(email, 1);
    var token = server.signIn(email, "correct horse").text("access_token");
    assertThat(resend(token).status()).isEqualTo(202);
    assertThat(verify(mail.token(email, 2)).status()).isEqualTo(204);
    assertThat(resend(token).status()).isEqualTo(202);
    assertThat(resend(token).status()).isEqualTo(202);
    assertThat(server.sql("SELECT id FROM platform.letter WHERE email = ?", email)).isEmpty();
    assertThat(mail.to(email)).hasSize(2);
  }

  @Test
  void limitsLettersToOneMailbox() {
    var email = server.account("CUSTOMER");
    var token = server.signIn(email, "correct horse").text("access_token");
    IntStream.range(0, 3).forEach(_ -> assertThat(resend(token).status()).isEqualTo(202));
    var refused = resend(token);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(requestReset(email).status()).isEqualTo(202);
    await().atMost(PATIENCE).until(() -> mail.to(email).size() >= 4);
    assertThat(mail.to(email))
        .hasSize(4)
        .noneMatch(letter -> letter.subject().contains("password"));
  }

  @Test
  void resetsAPasswordOnceAndSignsEverybodyOut() {
    var email = server.account("CUSTOMER");
    var thief = server.signIn(email, "correct horse");
    assertThat(requestReset(" " + email + " ").status()).isEqualTo(202);
    var token = mail.token(email, 2);

    assertThat(confirm(token, "short").status()).isEqualTo(400);
    assertThat(confirm(token, "a new password").status()).isEqualTo(204);
    assertInvalid(confirm(token, "another password"));
    assertThat(server.signIn(email, "correct horse").code()).isEqualTo("bad_credentials");
    assertThat(server.signIn(email, "a new password").status()).isEqualTo(201);
    var refresh = Map.of("refresh_token", thief.text("refresh_token"));
    assertThat(server.post("/v1/sessions/refresh", null, refresh).status()).isEqualTo(401);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> server.get("/v1/me", thief.text("access_token")).status() == 401);
  }

  @Test
  void oneResetWithdrawsTheOthersAndOpensALockedAccount() {
    var email = server.account("CUSTOMER");
    requestReset(email);
    var first = mail.token(email, 2);
    requestReset(email);
    var second = mail.token(email, 3);
    IntStream.range(0, 6).forEach(_ -> server.signIn(email, "wrong horse"));
    assertThat(server.signIn(email, "correct horse").status()).isEqualTo(429);

    assertThat(confirm(second, "a new password").status()).isEqualTo(204);
    assertInvalid(confirm(first, "another password"));
    assertThat(server.signIn(email, "a new password").status()).isEqualTo(201);
  }

  @Test
  void answersTheSameForAnAddressNobodyHas() {
    var known = server.account("CUSTOMER");
    var unknown = "nobody" + UUID.randomUUID() + "@example.com";
    var one = requestReset(known);
    var other = requestReset(unknown);
    assertThat(other.status()).isEqualTo(202).isEqualTo(one.status());
    assertThat(other.raw()).isEqualTo(one.raw());
    mail.token(known, 2);
    await()
        .atMost(PATIENCE)
        .until(
            () -> server.sql("SELECT 1 FROM platform.letter WHERE email = ?", unknown).isEmpty());
    assertThat(mail.to(unknown)).isEmpty();
    assertThat(server.post("/v1/accounts/password-reset", null, Map.of("email", "x")).status())
        .isEqualTo(400);
  }

  /** Both leave one row behind, so both take the time of one commit. */
  @Test
  void doesTheSameForAnAddressNobodyHas() {
    try (var idle = TestServer.start(Map.of("souk.roles", "api"))) {
      var known = idle.account("CUSTOMER");
      for (var email : List.of(known, "nobody@example.com")) {
        idle.post("/v1/accounts/password-reset", null, Map.of("email", email));
        assertThat(
                idle.sql(
                    "SELECT purpose FROM platform.letter WHERE email = ? AND purpose LIKE 'RESET%'",
                    email))
            .hasSize(1);
      }
    }
  }

  @Test
  void sendsUntilTheCarrierTakesIt() {
    mail.refuse(2);
    var email = server.account("CUSTOMER");
    await().atMost(PATIENCE).until(() -> attempts(email).equals(List.of("1")));
    due(email);
    await().atMost(PATIENCE).until(() -> attempts(email).equals(List.of("2")));
    due(email);
    assertThat(verify(mail.token(email, 1)).status()).isEqualTo(204);
    await().atMost(PATIENCE).until(() -> attempts(email).isEmpty());
  }

  @Test
  void keepsOnlyTheHashOfAToken() {
    var email = server.account("CUSTOMER");
    var token = mail.token(email, 1);
    assertThat(server.sql("SELECT CAST(t AS text) FROM platform.one_time_token t"))
        .isNotEmpty()
        .noneMatch(row -> row.contains(token));
    assertThat(server.sql("SELECT CAST(l AS text) FROM platform.letter l"))
        .noneMatch(row -> row.contains(token));
  }

  @Test
  void ofManyWithOneTokenOneResetsThePassword() {
    var email = server.account("CUSTOMER");
    requestReset(email);
    var token = mail.token(email, 2);
    var answers = Race.of(RUNNERS, n -> confirm(token, "password number " + n));
    assertThat(answers).filteredOn(answer -> answer.status() == 204).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 422).hasSize(RUNNERS - 1);
    var winner =
        IntStream.range(0, RUNNERS).filter(n -> answers.get(n).status() == 204).findFirst();
    assertThat(server.signIn(email, "password number " + winner.orElseThrow()).status())
        .isEqualTo(201);
  }

  /** The negative control: who looks first and marks then lets several through. */
  @Test
  void lookingBeforeMarkingLetsSeveralThrough() {
    var email = server.account("CUSTOMER");
    var hash = new OpaqueToken(mail.token(email, 1)).hash();
    var looked = new CyclicBarrier(RUNNERS);
    var used =
        Race.of(
            RUNNERS,
            _ -> {
              var open =
                  server.sql(
                      "SELECT 1 FROM platform.one_time_token WHERE hash = ? AND used_at IS NULL",
                      hash);
              Race.meet(looked);
              server.sql("UPDATE platform.one_time_token SET used_at = now() WHERE hash = ?", hash);
              return !open.isEmpty();
            });
    assertThat(used.stream().filter(in -> in).count()).isGreaterThan(1);
  }

  private void assertInvalid(Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("token_invalid");
  }

  private Answer verify(String token) {
    return server.post("/v1/accounts/verify-email", null, Map.of("token", token));
  }

  private Answer resend(String accessToken) {
    return server.post("/v1/me/verify-email/resend", accessToken, Map.of());
  }

  private Answer requestReset(String email) {
    return server.post("/v1/accounts/password-reset", null, Map.of("email", email));
  }

  private Answer confirm(String token, String password) {
    var body = Map.of("token", token, "password", password);
    return server.post("/v1/accounts/password-reset/confirm", null, body);
  }

  private boolean isVerified(String email) {
    var verified =
        "SELECT 1 FROM platform.account WHERE email = ? AND email_verified_at IS NOT NULL";
    return !server.sql(verified, email).isEmpty();
  }

  private void expire(String email) {
    server.sql(
        """
        UPDATE platform.one_time_token SET expires_at = clock_timestamp()
        WHERE person_id = (SELECT person_id FROM platform.account WHERE email = ?)\
        """,
        email);
  }

  private List<String> attempts(String email) {
    return server.sql("SELECT attempts FROM platform.letter WHERE email = ?", email);
  }

  private void due(String email) {
    server.sql(
        "UPDATE platform.letter SET next_attempt_at = clock_timestamp() WHERE email = ?", email);
  }
}
