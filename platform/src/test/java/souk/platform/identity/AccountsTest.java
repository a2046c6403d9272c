package souk.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@org.jspecify.annotations.NullUnmarked
class AccountsTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void smoke() {
    var session = server.session();
    System.out.println(session);
    System.out.println(server.get("/v1/me", session.text("access_token")));
    System.out.println(server.get("/v1/me", null));
    System.out.println(server.get("/v1/me", "x.y.z"));
    System.out.println(server.get("/.well-known/jwks.json", null));
    System.out.println(server.get("/prometheus", null).status());
    System.out.println(server.get("/health", null));
    System.out.println(server.get("/nothing", null));
    System.out.println(
        server.post("/v1/me/sign-out-everywhere", session.text("access_token"), Map.of()));
    System.out.println(
        server.post(
            "/v1/sessions/refresh", null, Map.of("refresh_token", session.text("refresh_token"))));
    assertThat(session.status()).isEqualTo(201);
  }
}
