package souk.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.web.router.Router;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import souk.server.ServerNode;

/** The documents that describe the API say what it does, all of it. */
class DocumentsTest {
  private static final Pattern REFERENCE = Pattern.compile("#/components/(\\w+)/([\\w.]+)");
  private static ServerNode node;
  private static String yaml;
  private static Map<String, Object> document;

  @BeforeAll
  static void start() {
    node = ServerNode.quiet();
    yaml = node.get("/openapi.yaml", null).body();
    document = load(yaml);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void everyRouteOfTheServerIsDescribed() {
    var served = new TreeSet<String>();
    node.bean(Router.class)
        .uriRoutes()
        .filter(route -> PublicRoutes.path(route).startsWith("/v1/"))
        .filter(route -> !PublicRoutes.path(route).equals("/v1/socket"))
        .filter(route -> !route.getHttpMethodName().matches("HEAD|OPTIONS"))
        .forEach(route -> served.add(route.getHttpMethodName() + " " + PublicRoutes.path(route)));
    assertThat(served).hasSizeGreaterThan(30);
    assertThat(described()).containsAll(served);
    assertThat(described().stream().filter(route -> route.contains(" /v1/"))).hasSameSizeAs(served);
  }

  @Test
  void theContractIsServed() {
    assertThat(described().stream().map(route -> route.replaceAll("\\{\\w+}", "{}")))
        .contains(
            "POST /v1/accounts",
            "POST /v1/sessions",
            "POST /v1/sessions/refresh",
            "POST /v1/me/sign-out-everywhere",
            "POST /v1/accounts/verify-email",
            "POST /v1/me/verify-email/resend",
            "POST /v1/accounts/password-reset",
            "POST /v1/accounts/password-reset/confirm",
            "GET /v1/me",
            "GET /.well-known/jwks.json",
            "POST /v1/cards",
            "GET /v1/cards",
            "PUT /v1/me/driver",
            "GET /v1/me/driver",
            "POST /v1/me/driver/online",
            "POST /v1/me/driver/offline",
            "GET /v1/ops/drivers",
            "POST /v1/ops/drivers/{}/approve",
            "POST /v1/ops/drivers/{}/block",
            "POST /v1/offers/{}/accept",
            "POST /v1/offers/{}/decline",
            "GET /v1/trips/{}",
            "POST /v1/trips/{}/en-route",
            "POST /v1/trips/{}/arrive",
            "POST /v1/trips/{}/start",
            "POST /v1/trips/{}/complete",
            "POST /v1/trips/{}/cancel",
            "POST /v1/rides/quotes",
            "POST /v1/rides",
            "GET /v1/rides/{}",
            "GET /v1/rides",
            "POST /v1/rides/{}/cancel",
            "GET /v1/rides/{}/receipt",
            "GET /v1/me/active",
            "GET /v1/ops/audit",
            "GET /v1/ops/rides",
            "GET /v1/ops/rides/{}/timeline",
            "GET /v1/ops/stays/{}/timeline",
            "GET /v1/ops/actions",
            "GET /v1/trips/{}/chat",
            "POST /v1/trips/{}/chat/read");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    var components = map(document.get("components"));
    var socket = node.get("/socket.yaml", null).body();
    var references =
        Stream.concat(
            REFERENCE.matcher(yaml).results(),
            REFERENCE.matcher(socket).results().filter(found -> isOpenApi(socket, found.start())));
    assertThat(references)
        .isNotEmpty()
        .allSatisfy(reference ->
            assertThat(map(components.get(reference.group(1)))).containsKey(reference.group(2)));
  }

  @Test
  void propertiesAreInSnakeCaseAndNobodyIsAskedWhoHeIs() {
    var schemas = map(map(document.get("components")).get("schemas"));
    assertThat(schemas).doesNotContainKeys("Person", "IdempotentCall", "ClientAddress", "Currency");
    assertThat(schemas.values())
        .allSatisfy(schema ->
            assertThat(map(map(schema).getOrDefault("properties", Map.of())).keySet())
                .allMatch(name -> name.matches("[a-z][a-z0-9_]*")));
    assertThat(map(map(schemas.get("Money")).get("properties")))
        .containsOnlyKeys("amount", "currency");
  }

  @Test
  void aBookingAsksForItsKeyAndATokenAndRefusesInProblems() {
    var request = map(map(map(document.get("paths")).get("/v1/rides")).get("post"));
    assertThat(String.valueOf(request.get("parameters"))).contains("IdempotencyKey", "Device");
    assertThat(map(request.get("responses")))
        .containsKeys("202", "400", "401", "409", "422", "default");
    assertThat(request).doesNotContainKey("security");
    assertThat(String.valueOf(document.get("security"))).contains("bearer");
    var signIn = map(map(map(document.get("paths")).get("/v1/sessions")).get("post"));
    assertThat((Collection<?>) signIn.get("security")).isEmpty();
    assertThat(map(signIn.get("responses"))).containsKey("201");
  }

  @Test
  void theSocketIsDescribed() {
    var answer = node.get("/socket.yaml", null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(map(load(answer.body()).get("channels"))).containsKey("/v1/socket");
  }

  @Test
  void thePageNeedsNothingFromElsewhere() {
    var page = node.get("/docs", null);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.contentType()).startsWith("text/html");
    assertThat(page.body()).doesNotContain("://");
    var parts = Pattern.compile("\"(/docs/[^\"]+)\"").matcher(page.body()).results().toList();
    assertThat(parts).hasSizeGreaterThan(2);
    assertThat(parts)
        .allSatisfy(part -> assertThat(node.get(part.group(1), null).status()).isEqualTo(200));
    assertThat(node.get("/docs/pom.properties", null).status()).isEqualTo(404);
  }

  private static boolean isOpenApi(String socket, int at) {
    return socket.startsWith("/openapi.yaml", Math.max(0, at - "/openapi.yaml".length()));
  }

  private static TreeSet<String> described() {
    var routes = new TreeSet<String>();
    map(document.get("paths"))
        .forEach((path, item) ->
            map(item)
                .keySet()
                .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return routes;
  }

  private static Map<String, Object> load(String text) {
    return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }
}
