package souk.platform.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import souk.platform.identity.Race;
import souk.platform.identity.Role;
import souk.platform.identity.TestServer;
import souk.platform.identity.TestServer.Answer;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsTest {
  private static final int TWINS = 12;

  private TestServer server = TestServer.start(unlimited());

  @BeforeAll
  void start() {
    assertThat(server.uri().getHost()).isEqualTo("127.0.0.1");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void opensAnAccountThatIsItsOwnersAlone() {
    var answer = open(body("  Ada.L@Example.COM ", Map.of("name", " Ada L ")));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("email")).isEqualTo("ada.l@example.com");
    assertThat(answer.text("name")).isEqualTo("Ada L");
    assertThat(answer.body().path("roles").toString()).isEqualTo("[\"CUSTOMER\"]");
    assertThat(answer.body().path("email_verified").asBoolean(true)).isFalse();

    var session = server.signIn("ADA.l@example.com", "correct horse");
    var me = server.get("/v1/me", session.text("access_token"));
    assertThat(me.status()).isEqualTo(200);
    assertThat(me.body()).isEqualTo(answer.body());
  }

  @Test
  void keepsThePasswordAsAnArgon2idHashThatNamesItsCost() {
    var email = server.account("DRIVER");
    assertThat(server.sql("SELECT password_hash FROM platform.account WHERE email = ?", email))
        .singleElement()
        .asString()
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void oneAddressHasOneAccount() {
    var email = server.account("CUSTOMER");
    var answer = open(body(email.toUpperCase(java.util.Locale.ROOT), Map.of()));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("email_taken");
  }

  @Test
  void ofTwinsOneOpensTheAccount() {
    var answers = twins(server, "twins@example.com");
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.code().equals("email_taken"))
        .hasSize(TWINS - 1);
    assertThat(count(server, "twins@example.com")).isEqualTo("1");
    assertThat(server.sql("SELECT count(*) FROM platform.person WHERE name = 'Twin'"))
        .containsExactly("1");
  }

  /** The negative control: without the constraint the same race opens several. */
  @Test
  void withoutTheConstraintTwinsOpenSeveral() {
    try (var loose = TestServer.start(unlimited())) {
      loose.sql("ALTER TABLE platform.account DROP CONSTRAINT account_email_key");
      twins(loose, "twins@example.com");
      assertThat(count(loose, "twins@example.com")).isNotEqualTo("1");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesWhatIsNoAccount(String why, Map<String, @Nullable Object> change, String field) {
    var before = server.sql("SELECT count(*) FROM platform.account");
    var answer = open(body("new" + UUID.randomUUID() + "@example.com", change));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.code()).isEqualTo("malformed");
    assertThat(answer.raw()).contains(field).doesNotContain("correct horse");
    assertThat(server.sql("SELECT count(*) FROM platform.account")).isEqualTo(before);
  }

  static Stream<Arguments> refusesWhatIsNoAccount() {
    return Stream.of(
        wrong("no address", "email", null),
        wrong("no at sign", "email", "ada.example.com"),
        wrong("no domain", "email", "ada@localhost"),
        wrong("two dots", "email", "a..b@example.com"),
        wrong("a line break", "email", "ada@example.com\nBcc: eve@example.com"),
        wrong("a NUL", "email", "a\u0000da@example.com"),
        wrong("255 characters", "email", "a".repeat(64) + "@" + "b.".repeat(93) + "com.de"),
        Arguments.of("an object for an address", Map.of("email", Map.of("a", 1)), "account"),
        wrong("no password", "password", null),
        wrong("a short password", "password", "short"),
        wrong("a long password", "password", "x".repeat(201)),
        wrong("no name", "name", null),
        wrong("a blank name", "name", "   "),
        wrong("a long name", "name", "x".repeat(101)),
        wrong("a NUL in the name", "name", "A\u0000da"),
        wrong("no role", "role", null),
        wrong("a role nobody takes", "role", "OPS"),
        wrong("no such role", "role", "KING"));
  }

  @Test
  void refusesABodyThatIsNoJson() {
    var answer = server.postRaw("/v1/accounts", null, "{\"password\": \"correct horse\", ");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(server.postRaw("/v1/accounts", null, "[]").status()).isEqualTo(400);
    assertThat(server.postRaw("/v1/accounts", null, "").status()).isEqualTo(400);
  }

  /** PostgreSQL keeps no such text; it must not get that far. */
  @Test
  void refusesHalfACharacterInAName() {
    var body =
        """
        {"email": "half@example.com", "password": "correct horse", "name": "A\\ud800", "role": "DRIVER"}
        """;
    assertThat(server.postRaw("/v1/accounts", null, body).status()).isEqualTo(400);
  }

  @Test
  void tellsNobodyWhoTheyAreWithoutAToken() {
    for (var token : new ArrayList<>(List.of("", "x", "a.b.c"))) {
      var answer = server.get("/v1/me", token);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("unauthenticated");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
    assertThat(server.get("/v1/me", null).status()).isEqualTo(401);
  }

  @Test
  void makesAnOperatorOfAnAccount() {
    var email = server.account("CUSTOMER");
    var grant = server.bean(GrantRole.class);
    assertThat(grant.toAccount(" " + email.toUpperCase(java.util.Locale.ROOT), Role.OPS))
        .isEqualTo(new GrantRole.Outcome(true, email + " is OPS from the next token on."));
    assertThat(grant.toAccount(email, Role.OPS).sentence()).isEqualTo(email + " is OPS already.");
    var session = server.signIn(email, "correct horse");
    assertThat(server.get("/v1/me", session.text("access_token")).body().path("roles").toString())
        .isEqualTo("[\"CUSTOMER\",\"OPS\"]");
  }

  @Test
  void makesNoOperatorOfNobody() {
    var outcome = server.bean(GrantRole.class).toAccount("nobody@example.com", Role.OPS);
    assertThat(outcome.granted()).isFalse();
    assertThat(outcome.sentence())
        .isEqualTo("There is no account with the e-mail nobody@example.com.");
  }

  private static Arguments wrong(String why, String field, @Nullable Object value) {
    var change = new HashMap<String, @Nullable Object>();
    change.put(field, value);
    return Arguments.of(why, change, field);
  }

  private Answer open(Map<String, @Nullable Object> body) {
    return server.post("/v1/accounts", null, body);
  }

  private static Map<String, @Nullable Object> body(
      String email, Map<String, ? extends @Nullable Object> change) {
    var body = new HashMap<String, @Nullable Object>();
    body.put("email", email);
    body.put("password", "correct horse");
    body.put("name", "Ada");
    body.put("role", "CUSTOMER");
    body.putAll(change);
    return body;
  }

  /** With waiting room for all of them, so that none is turned away for another reason. */
  private static List<Answer> twins(TestServer server, String email) {
    return Race.of(
        TWINS, n -> server.post("/v1/accounts", null, body(email, Map.of("name", "Twin"))));
  }

  private static String count(TestServer server, String email) {
    return server.sql("SELECT count(*) FROM platform.account WHERE email = ?", email).getFirst();
  }

  private static Map<String, Object> unlimited() {
    return Map.of("souk.identity.attempts.account-burst", 1000);
  }
}
