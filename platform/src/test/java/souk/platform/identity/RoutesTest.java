package souk.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.token.validator.TokenValidator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import souk.platform.http.ClientAddress;

/** What may be asked for without a token, with one, and with which role. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesTest {
  private static final TestIssuer SIM = TestIssuer.named("souk-sim");
  private static final Map<String, Object> PROPERTIES =
      Map.of(
          "souk.identity.sim-issuer-key", SIM.publicFile().toString(), "souk.test.routes", "true");

  private final TestServer server = TestServer.start(PROPERTIES);
  private final String customer = SIM.token(UUID.randomUUID(), "CUSTOMER");
  private final String operator = SIM.token(UUID.randomUUID(), "OPS");

  @AfterAll
  void stop() {
    server.close();
  }

  @Controller("/v1/test")
  @Requires(property = "souk.test.routes")
  static class Guarded {
    @Get("/any")
    String any(Person person) {
      return "{\"id\": \"" + person.id() + "\"}";
    }

    @Get("/ops")
    @Secured(Role.Names.OPS)
    String ops(ClientAddress client) {
      return "{\"from\": \"" + client.network() + "\"}";
    }
  }

  @Controller("/docs")
  @Requires(property = "souk.test.routes")
  static class Documents {
    @Get
    String page() {
      return "{}";
    }
  }

  @Test
  void everythingUnderV1NeedsAToken() {
    for (var path : List.of("/v1/test/any", "/v1/test/ops", "/v1/me")) {
      assertThat(server.get(path, null).status()).as(path).isEqualTo(401);
    }
    assertThat(server.get("/v1/test/any", customer).status()).isEqualTo(200);
    assertThat(server.post("/v1/me/sign-out-everywhere", null, Map.of()).status()).isEqualTo(401);
    assertThat(server.post("/v1/me/verify-email/resend", null, Map.of()).status()).isEqualTo(401);
  }

  @Test
  void aRoleIsNeededWhereOneIsNamed() {
    var refused = server.get("/v1/test/ops", customer);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("forbidden");
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(server.get("/v1/test/ops", operator).text("from")).isEqualTo("127.0.0.1");
  }

  @Test
  void pagesAndProbesNeedNone() {
    for (var path :
        List.of(
            "/health",
            "/health/liveness",
            "/health/readiness",
            "/docs",
            "/.well-known/jwks.json")) {
      assertThat(server.get(path, null).status()).as(path).isEqualTo(200);
    }
    assertThat(server.get("/nowhere", null).status()).isEqualTo(404);
  }

  @Test
  void nothingOfTheFrameworksGivesOutOrTakesTokens() {
    for (var path :
        List.of(
            "/login",
            "/logout",
            "/oauth/access_token",
            "/token_info",
            "/keys",
            "/beans",
            "/env",
            "/routes",
            "/stop",
            "/refresh",
            "/loggers",
            "/threaddump")) {
      var got = server.get(path, operator);
      assertThat(got.status()).as(path + got.raw()).isEqualTo(404);
      var posted = server.post(path, operator, Map.of());
      assertThat(posted.status()).as(path + posted.raw()).isEqualTo(404);
    }
    assertThat(server.beans(TokenValidator.class)).isEmpty();
    assertThat(server.beans(AuthenticationFetcher.class)).hasSize(1);
    var basic =
        "Basic " + Base64.getEncoder().encodeToString("a:b".getBytes(StandardCharsets.UTF_8));
    assertThat(server.get("/v1/me", null, "Authorization", basic).status()).isEqualTo(401);
    assertThat(server.get("/v1/me", null, "Cookie", "JWT=" + customer).status()).isEqualTo(401);
    assertThat(server.get("/v1/me?access_token=" + customer, null).status()).isEqualTo(401);
  }

  @Test
  void metricsAreOpenOnALoopbackAddress() {
    assertThat(server.get("/prometheus", null).status()).isEqualTo(200);
  }

  @Test
  void metricsAreForOperatorsWhereTheWorldCanAsk() {
    assertThat(new MetricsRule(null, "0.0.0.0").isOpen()).isFalse();
    assertThat(new MetricsRule(null, null).isOpen()).isFalse();
    assertThat(new MetricsRule(null, "localhost").isOpen()).isTrue();
    assertThat(new MetricsRule(true, "0.0.0.0").isOpen()).isTrue();
    var closed = new HashMap<>(PROPERTIES);
    closed.put("souk.prometheus.open", false);
    try (var strict = TestServer.start(closed)) {
      assertThat(strict.get("/prometheus", null).status()).isEqualTo(401);
      assertThat(strict.get("/prometheus", customer).status()).isEqualTo(403);
      assertThat(strict.get("/prometheus", operator).status()).isEqualTo(200);
    }
  }
}
