package souk.platform.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import souk.platform.identity.Race;
import souk.platform.identity.Role;
import souk.platform.identity.TestIssuer;
import souk.platform.identity.TestServer;
import souk.platform.identity.account.GrantRole;

/** Which issuers are believed, and in what. */
class IssuersTest {
  private static final TestIssuer SIM = TestIssuer.named("souk-sim");
  private static final TestIssuer ACME = TestIssuer.named("https://id.acme.example");
  private static final String SIM_PROPERTY = "souk.identity.sim-issuer-key";

  @Test
  void theSimulatorsPersonsComeInAtFirstSightWithAnyRole() {
    try (var server = TestServer.start(Map.of(SIM_PROPERTY, SIM.bareFile().toString()))) {
      for (var role : Role.values()) {
        var id = UUID.randomUUID();
        var me = server.get("/v1/me", SIM.token(id, role.name()));
        assertThat(me.text("id")).isEqualTo(id.toString());
        assertThat(me.text("name")).isEqualTo("Grace");
        assertThat(me.body().path("email").isNull()).isTrue();
        assertThat(me.body().path("roles").toString()).isEqualTo("[\"" + role + "\"]");
      }
      assertThat(persons(server)).isEqualTo(Role.values().length);
    }
  }

  @Test
  void manyFirstSightsMakeOnePersonAndLaterOnesWriteNothing() {
    try (var server = TestServer.start(Map.of(SIM_PROPERTY, SIM.publicFile().toString()))) {
      var id = UUID.randomUUID();
      var statuses = Race.of(12, _ -> server.get("/v1/me", SIM.token(id, "CUSTOMER")).status());
      assertThat(statuses).containsOnly(200);
      assertThat(persons(server)).isEqualTo(1);
      server.sql("DELETE FROM platform.person");
      assertThat(server.get("/v1/me", SIM.token(id, "CUSTOMER")).status()).isEqualTo(200);
      assertThat(persons(server)).isZero();
    }
  }

  @Test
  void outsideEmbeddedModeTheSimulatorIsRefusedInOneSentence() {
    var properties = new HashMap<String, Object>();
    properties.put(SIM_PROPERTY, SIM.publicFile().toString());
    properties.put("souk.embedded", false);
    assertThat(refusal(properties))
        .isEqualTo(
            "souk.identity.sim-issuer-key is for embedded mode only:"
                + " whoever has that key can be anybody");
  }

  @Test
  void anIssuerThatMayNotCreatePersonsSpeaksOfAdmittedOnesOnly() {
    try (var server = TestServer.start(acme(Map.of()))) {
      var token = ACME.token("auth0|7", "CUSTOMER");
      assertThat(server.get("/v1/me", token).status()).isEqualTo(401);
      assertThat(persons(server)).isZero();
      assertThat(server.bean(GrantRole.class).toSubject(ACME.iss(), "auth0|7", Role.HOST).granted())
          .isTrue();
      assertThat(roles(server, token)).isEqualTo("[\"CUSTOMER\"]");
      var silent = ACME.token(claims -> claims.subject("auth0|7"));
      assertThat(roles(server, silent)).isEqualTo("[\"HOST\"]");
    }
  }

  @Test
  void anIssuerGivesTheRolesItMayAndNoOthers() {
    try (var server = TestServer.start(acme(Map.of("creates-persons", true)))) {
      var token =
          ACME.token(
              claims -> claims.subject("s").claim("roles", List.of("OPS", "CUSTOMER", "KING")));
      assertThat(roles(server, token)).isEqualTo("[\"CUSTOMER\"]");
      assertThat(roles(server, ACME.token("t", "OPS"))).isEqualTo("[]");
    }
  }

  @Test
  void aPersonWhoseIssuerKnowsNoRolesBeginsAsACustomer() {
    try (var server = TestServer.start(acme(Map.of("creates-persons", true)))) {
      var token = ACME.token(claims -> claims.subject("google-oauth2|12"));
      assertThat(roles(server, token)).isEqualTo("[\"CUSTOMER\"]");
      assertThat(server.sql("SELECT role FROM platform.person_role")).containsExactly("CUSTOMER");
    }
  }

  /** Else any issuer could speak of anybody whose id it knows. */
  @Test
  void anIssuerCannotSpeakOfAnothersPerson() {
    try (var server = TestServer.start(acme(Map.of("creates-persons", true)))) {
      var session = server.session();
      var id = server.get("/v1/me", session.text("access_token")).text("id");
      assertThat(server.get("/v1/me", ACME.token(id, "CUSTOMER")).status()).isEqualTo(401);
      assertThat(server.sql("SELECT issuer FROM platform.person")).containsExactly("souk");
    }
  }

  @Test
  void aForeignTokenSignsOutEverywhereToo() {
    try (var server = TestServer.start(acme(Map.of("creates-persons", true)))) {
      var token = ACME.token("s", "CUSTOMER");
      assertThat(server.post("/v1/me/sign-out-everywhere", token, Map.of()).status())
          .isEqualTo(204);
      org.awaitility.Awaitility.await()
          .atMost(java.time.Duration.ofSeconds(5))
          .until(() -> server.get("/v1/me", token).status() == 401);
    }
  }

  @Test
  void readsKeysFromAUrlOnceForManyTokensAndSaysSoWhenItCannot() throws IOException {
    var asked = new AtomicInteger();
    var jwks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    jwks.createContext(
        "/keys",
        exchange -> {
          asked.incrementAndGet();
          var body =
              new com.nimbusds.jose.jwk.JWKSet(ACME.key())
                  .toString(true)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    jwks.start();
    var url = "http://127.0.0.1:" + jwks.getAddress().getPort() + "/keys";
    var good = url(url);
    var away = url("http://127.0.0.1:1/keys");
    try (var server = TestServer.start(good);
        var cutOff = TestServer.start(away)) {
      for (var n = 0; n < 5; n++) {
        assertThat(server.get("/v1/me", ACME.token("s" + n, "CUSTOMER")).status()).isEqualTo(200);
      }
      assertThat(asked).hasValue(1);
      var answer = cutOff.get("/v1/me", ACME.token("s", "CUSTOMER"));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("issuer_away");
      assertThat(answer.header("Retry-After")).isNotEmpty();
      assertThat(cutOff.session().status()).isEqualTo(201);
    } finally {
      jwks.stop(0);
    }
  }

  /** Environment variables stand for several property names each; none may look like an issuer. */
  @Test
  void canBeConfiguredByTheEnvironment() {
    var environment =
        Map.of(
            "SOUK_IDENTITY_ISSUERS_ACME_ISSUER",
            ACME.iss(),
            "SOUK_IDENTITY_ISSUERS_ACME_JWKS_FILE",
            ACME.publicFile().toString(),
            "SOUK_IDENTITY_ISSUERS_ACME_CREATES_PERSONS",
            "true",
            "SOUK_IDENTITY_ISSUERS_ACME_ROLES",
            "CUSTOMER,DRIVER");
    var source =
        PropertySource.of(
            "environment", new HashMap<>(environment), PropertyConvention.ENVIRONMENT_VARIABLE);
    try (var context =
        ApplicationContext.builder()
            .properties(Map.of("datasources.default.url", "jdbc:postgresql://127.0.0.1:1/none"))
            .propertySources(source)
            .start()) {
      var issuer = context.getBean(Issuers.class).find(ACME.iss()).orElseThrow();
      assertThat(issuer.believed()).containsExactlyInAnyOrder(Role.CUSTOMER, Role.DRIVER);
      assertThat(issuer.newcomers()).isEqualTo(Issuer.Newcomers.WELCOME);
    }
  }

  @ParameterizedTest
  @MethodSource
  void refusesAMistakeAtTheStart(Map<String, Object> properties, String said) {
    assertThat(refusal(properties)).contains(said);
  }

  static Stream<Arguments> refusesAMistakeAtTheStart() {
    var file = ACME.publicFile().toString();
    return Stream.of(
        Arguments.of(issuer(Map.of("jwks-file", file)), "acme.issuer is missing"),
        Arguments.of(issuer(Map.of("issuer", "a")), "jwks-url or jwks-file is needed"),
        Arguments.of(
            issuer(Map.of("issuer", "a", "jwks-file", file, "jwks-url", "https://b")), "not both"),
        Arguments.of(
            issuer(Map.of("issuer", "a", "jwks-url", "http://id.example/keys")),
            "must be an https URL"),
        Arguments.of(issuer(Map.of("issuer", "a", "jwks-url", ":")), "is no URL"),
        Arguments.of(issuer(Map.of("issuer", "a", "jwks-file", "/none")), "/none cannot be read"),
        Arguments.of(
            issuer(Map.of("issuer", "a", "jwks-file", TestIssuer.file("{}").toString())),
            "holds no JWK"),
        Arguments.of(
            issuer(Map.of("issuer", "souk", "jwks-file", file)), "two issuers have the name souk"),
        Arguments.of(Map.of(SIM_PROPERTY, "/none", "souk.embedded", true), "/none cannot be read"));
  }

  private static String refusal(Map<String, Object> properties) {
    var failure = catchThrowable(() -> ApplicationContext.run(properties).close());
    assertThat(failure).isNotNull();
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(ConfigurationException.class::isInstance)
        .reduce((_, inner) -> inner)
        .map(cause -> String.valueOf(cause.getMessage()))
        .orElseThrow();
  }

  private static Map<String, Object> acme(Map<String, Object> more) {
    var all =
        new HashMap<>(
            issuer(Map.of("issuer", ACME.iss(), "jwks-file", ACME.publicFile().toString())));
    all.putAll(issuer(more));
    return all;
  }

  private static Map<String, Object> url(String url) {
    return issuer(Map.of("issuer", ACME.iss(), "jwks-url", url, "creates-persons", true));
  }

  private static Map<String, Object> issuer(Map<String, Object> properties) {
    var all = new HashMap<String, Object>();
    properties.forEach((name, value) -> all.put("souk.identity.issuers.acme." + name, value));
    return all;
  }

  private static String roles(TestServer server, String token) {
    return server.get("/v1/me", token).body().path("roles").toString();
  }

  private static int persons(TestServer server) {
    return Integer.parseInt(server.sql("SELECT count(*) FROM platform.person").getFirst());
  }
}
