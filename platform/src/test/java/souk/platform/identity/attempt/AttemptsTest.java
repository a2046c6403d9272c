package souk.platform.identity.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import souk.embedded.TestDatabase;
import souk.platform.identity.Race;
import souk.platform.identity.TestServer;
import souk.platform.identity.TestServer.Answer;
import souk.platform.testing.TestNode;

/** Guessing is limited per account and per network, over all processes; owners are not shut out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttemptsTest {
  private static final String FORWARDED = "X-Forwarded-For";
  private static final int FREE = 5;

  private final TestDatabase database = TestNode.database();
  private final String keys = TestServer.newDirectory().toString();

  /** Stands behind a proxy at the loopback address, so that a test can come from anywhere. */
  private final TestServer proxied =
      TestServer.start(database, properties(Map.of("souk.trusted-proxies", "127.0.0.1,::1")));

  private final TestServer direct = TestServer.start(database, properties(Map.of()));

  @AfterAll
  void stop() {
    proxied.close();
    direct.close();
  }

  @Test
  void anAccountIsGuessedAtFiveTimesFromWherever() {
    var email = account();
    IntStream.range(0, FREE).forEach(_ -> assertThat(guess(email).status()).isEqualTo(401));
    assertRefused(guess(email));
    assertRefused(proxied.signIn(email, "correct horse", FORWARDED, anywhere()));
  }

  @Test
  void theOtherProcessCountsTheSame() {
    var email = account();
    IntStream.range(0, FREE).forEach(_ -> guess(email));
    assertRefused(direct.signIn(email, "correct horse"));
  }

  @Test
  void anAddressWithoutAnAccountIsLimitedAlike() {
    var email = "nobody" + UUID.randomUUID() + "@example.com";
    IntStream.range(0, FREE).forEach(_ -> assertThat(guess(email).status()).isEqualTo(401));
    assertRefused(guess(email));
  }

  @Test
  void forgedHeadersOfADirectPeerChangeNothing() {
    var network =
        direct.sql("SELECT count(*) FROM platform.attempt_rate WHERE key LIKE 'sign-in:%'");
    IntStream.range(0, 3)
        .forEach(_ -> direct.signIn("x@example.com", "wrong horse", FORWARDED, anywhere()));
    var after = direct.sql("SELECT count(*) FROM platform.attempt_rate WHERE key LIKE 'sign-in:%'");
    assertThat(Integer.parseInt(after.getFirst()) - Integer.parseInt(network.getFirst()))
        .isLessThan(2);
  }

  @Test
  void oneNetworkGuessesAtManyAccountsOnlySoOften() {
    var network = anywhere();
    var answers =
        IntStream.range(0, 12)
            .mapToObj(
                n -> proxied.signIn("a" + n + "@example.com", "wrong horse", FORWARDED, network))
            .toList();
    assertThat(answers.subList(0, 8)).allMatch(answer -> answer.status() == 401);
    answers.subList(8, 12).forEach(this::assertRefused);
    assertThat(guess("other@example.com").status()).isEqualTo(401);
  }

  /** Else one account of his own would let somebody guess at others for ever. */
  @Test
  void aSuccessDoesNotCoverFailuresAtOtherAccounts() {
    var network = anywhere();
    var own = account();
    for (var n = 0; n < 8; n++) {
      proxied.signIn("b" + n + "@example.com", "wrong horse", FORWARDED, network);
      proxied.signIn(own, "correct horse", FORWARDED, network);
    }
    assertRefused(proxied.signIn("b9@example.com", "wrong horse", FORWARDED, network));
  }

  @Test
  void honestSignInsAreNotCounted() {
    var email = account();
    var network = anywhere();
    IntStream.range(0, 15)
        .forEach(_ ->
            assertThat(proxied.signIn(email, "correct horse", FORWARDED, network).status())
                .isEqualTo(201));
  }

  @Test
  void theOwnerSignsInAtTheUsualPlaceWhileStrangersGuess() {
    var email = account();
    var home = anywhere();
    assertThat(proxied.signIn(email, "correct horse", FORWARDED, home).status()).isEqualTo(201);
    IntStream.range(0, FREE + 1).forEach(_ -> guess(email));
    assertRefused(guess(email));
    assertThat(proxied.signIn(email, "correct horse", FORWARDED, home).status()).isEqualTo(201);
    assertRefused(guess(email));
  }

  @Test
  void theUsualPlaceIsLimitedForItself() {
    var email = account();
    var home = anywhere();
    proxied.signIn(email, "correct horse", FORWARDED, home);
    IntStream.range(0, FREE).forEach(_ -> proxied.signIn(email, "wrong horse", FORWARDED, home));
    assertRefused(proxied.signIn(email, "correct horse", FORWARDED, home));
  }

  @Test
  void thePauseDoublesAndIsBounded() {
    var email = account();
    IntStream.range(0, FREE).forEach(_ -> guess(email));
    assertThat(pauseOf(guess(email))).isBetween(25L, 30L);
    passTime(email);
    guess(email);
    assertThat(pauseOf(guess(email))).isBetween(55L, 60L);
    IntStream.range(0, 8)
        .forEach(_ -> {
          passTime(email);
          guess(email);
        });
    assertThat(pauseOf(guess(email))).isBetween(895L, 900L);
    passTime(email);
    assertThat(proxied.signIn(email, "correct horse", FORWARDED, anywhere()).status())
        .isEqualTo(201);
    assertThat(guess(email).status()).isEqualTo(401);
  }

  @Test
  void refusedAttemptsDoNotLengthenThePause() {
    var email = account();
    IntStream.range(0, FREE).forEach(_ -> guess(email));
    var until = blockedUntil(email);
    IntStream.range(0, 5).forEach(_ -> assertRefused(guess(email)));
    assertThat(blockedUntil(email)).isEqualTo(until);
  }

  @Test
  void ofABurstNoMoreThanTheFreeAttemptsAreLookedAt() {
    var email = account();
    var answers = Race.of(20, _ -> guess(email));
    assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(FREE);
    assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(20 - FREE);
  }

  /** The negative control: who counts after looking lets the whole burst through. */
  @Test
  void countingAfterwardsWouldLetABurstThrough() {
    var key = "account:" + UUID.randomUUID();
    var looked = new CyclicBarrier(20);
    var admitted =
        Race.of(
            20,
            _ -> {
              var failures =
                  proxied.sql(
                      "SELECT 1 FROM platform.attempt_lockout WHERE key = ? AND failures >= 5",
                      key);
              Race.meet(looked);
              proxied.sql(
                  """
                  INSERT INTO platform.attempt_lockout AS l VALUES (?, 1, 'epoch', now())
                  ON CONFLICT (key) DO UPDATE SET failures = l.failures + 1\
                  """,
                  key);
              return failures.isEmpty();
            });
    assertThat(admitted.stream().filter(in -> in).count()).isGreaterThan(FREE);
  }

  @Test
  void newAccountsAreLimitedPerNetwork() {
    var network = anywhere();
    var answers = IntStream.range(0, 6).mapToObj(_ -> open(network)).toList();
    assertThat(answers.subList(0, 4)).allMatch(answer -> answer.status() == 201);
    answers.subList(4, 6).forEach(this::assertRefused);
    assertThat(open(anywhere()).status()).isEqualTo(201);
  }

  @Test
  void forgetsOnlyWhatLimitsNothing() {
    var email = account();
    IntStream.range(0, FREE).forEach(_ -> guess(email));
    proxied.bean(AttemptForgetting.class).forget();
    assertRefused(guess(email));
    proxied.sql(
        "UPDATE platform.attempt_lockout SET last_at = now() - interval '2 days', blocked_until = now()");
    proxied.sql("UPDATE platform.attempt_rate SET due_at = now()");
    proxied.bean(AttemptForgetting.class).forget();
    assertThat(proxied.sql("SELECT key FROM platform.attempt_lockout")).isEmpty();
    assertThat(proxied.sql("SELECT key FROM platform.attempt_rate")).isEmpty();
  }

  private Map<String, Object> properties(Map<String, Object> more) {
    var all =
        new HashMap<String, Object>(
            Map.of(
                "souk.keys-dir",
                keys,
                "souk.roles",
                "api",
                "souk.identity.attempts.sign-in-burst",
                8,
                "souk.identity.attempts.sign-in-interval",
                "1h",
                "souk.identity.attempts.account-burst",
                4,
                "souk.identity.attempts.account-interval",
                "1h"));
    all.putAll(more);
    return all;
  }

  /** An address nobody has used yet. */
  private static String anywhere() {
    var random = ThreadLocalRandom.current();
    return "2001:db8:%x:%x::1".formatted(random.nextInt(65536), random.nextInt(65536));
  }

  private Answer guess(String email) {
    return proxied.signIn(email, "wrong horse", FORWARDED, anywhere());
  }

  private String account() {
    return proxied.account("CUSTOMER", FORWARDED, anywhere());
  }

  private Answer open(String network) {
    var body =
        Map.of(
            "email", "n" + UUID.randomUUID() + "@example.com",
            "password", "correct horse",
            "name", "Ada",
            "role", "CUSTOMER");
    return proxied.post("/v1/accounts", null, body, FORWARDED, network);
  }

  private void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo("too_many_attempts");
    assertThat(pauseOf(answer)).isPositive();
  }

  private static long pauseOf(Answer answer) {
    return Long.parseLong(answer.header("Retry-After"));
  }

  private void passTime(String email) {
    proxied.sql(
        "UPDATE platform.attempt_lockout SET blocked_until = clock_timestamp() WHERE key = ?",
        new SignInAttempt(email, "").accountKey());
  }

  private String blockedUntil(String email) {
    return proxied
        .sql(
            "SELECT blocked_until FROM platform.attempt_lockout WHERE key = ?",
            new SignInAttempt(email, "").accountKey())
        .getFirst();
  }
}
