package souk.server.socket;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.Product;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.fleet.Fleet;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;
import souk.server.ServerNode;
import souk.server.TestPhones;

/** The one socket, held by one process while another one has the news. */
class SocketTest {
  private static final Point HARBOUR = new Point(43.7347, 7.4206);

  private static ServerNode here;
  private static ServerNode elsewhere;

  @BeforeAll
  static void start() {
    var database = ServerNode.database();
    Map<String, Object> shared =
        Map.of("redis.key-prefix", ServerNode.prefix(), "souk.roles", "api");
    here = ServerNode.start(database, shared);
    elsewhere = ServerNode.start(database, shared);
  }

  @AfterAll
  static void stop() {
    here.close();
    elsewhere.close();
  }

  @Test
  void aHandshakeWithoutAValidTokenIsRefused() {
    assertThat(refusal(null)).isEqualTo(401);
    assertThat(refusal("no.such.token")).isEqualTo(401);
    var token = TestPhones.token(UUID.randomUUID(), "CUSTOMER");
    assertThat(refusal(token.substring(0, token.length() - 4) + "AAAA")).isEqualTo(401);
  }

  @Test
  void theSnapshotComesFirst() {
    var rider = UUID.randomUUID();
    try (var line = open(rider, "CUSTOMER")) {
      var first = line.awaitFirst();
      assertThat(first.path("type").asText()).isEqualTo("snapshot");
      assertThat(first.path("version").asLong()).isZero();
      assertThat(first.path("data").has("ride")).isTrue();
      assertThat(first.path("data").path("ride").isNull()).isTrue();
    }
  }

  @Test
  void aMalformedFrameIsAnsweredAndTheSocketStaysOpen() {
    try (var line = open(UUID.randomUUID(), "DRIVER")) {
      line.awaitFirst();
      for (var frame :
          new String[] {
            "{",
            "[]",
            "\"text\"",
            "{}",
            "{\"type\":\"dance\"}",
            "{\"type\":\"positions\"}",
            "{\"type\":\"positions\",\"positions\":[{\"lat\":91,\"lon\":7,\"at\":\"2026-01-01T00:00:00Z\"}]}",
            "{\"type\":\"positions\",\"positions\":[{\"lat\":43,\"lon\":7,\"at\":\"yesterday\"}]}",
            "{\"type\":\"positions\",\"positions\":[null]}",
            position("43", "181", ""),
            position("43", "7", ",\"accuracy_m\":-1"),
            position("43", "7", ",\"heading\":361"),
            position("43", "7", ",\"heading\":\"north\""),
            position("43", "7", ",\"speed_mps\":-0.5"),
            "{\"type\":\"ack\",\"id\":\"no id\"}"
          }) {
        try (var other = open(UUID.randomUUID(), "DRIVER")) {
          other.awaitFirst();
          other.send(frame);
          var error = other.awaitType("error");
          assertThat(error.path("data").path("code").asText()).as(frame).isEqualTo("malformed");
          assertThat(error.path("data").path("detail").asText()).as(frame).isNotBlank();
          assertThat(other.open()).isTrue();
        }
      }
    }
  }

  @Test
  void aFrameThatIsTooLargeClosesTheSocket() {
    try (var line = open(UUID.randomUUID(), "DRIVER")) {
      line.awaitFirst();
      line.send("x".repeat(64 * 1024 + 1));
      assertThat(line.awaitClose()).isEqualTo(1009);
    }
  }

  @Test
  void manySmallPartsOfAMessageThatIsTooLargeCloseTheSocket() {
    try (var line = open(UUID.randomUUID(), "DRIVER")) {
      line.awaitFirst();
      line.sendInParts("x".repeat(1000), 100);
      assertThat(line.awaitClose()).isEqualTo(1009);
    }
  }

  @Test
  void aMessageInPartsThatIsNotTooLargeIsTaken() {
    try (var line = open(UUID.randomUUID(), "DRIVER")) {
      line.awaitFirst();
      for (var i = 0; i < 5; i++) line.sendInParts("x".repeat(1000), 20);
      line.awaitType("error");
      assertThat(line.open()).isTrue();
    }
  }

  @Test
  void positionsAreSoonFound() {
    var driver = UUID.randomUUID();
    var token = TestPhones.token(driver, "DRIVER");
    goOnline(token);
    try (var line = Line.open(here, token)) {
      line.awaitFirst();
      line.send(
          "{\"type\":\"positions\",\"positions\":[{\"lat\":%s,\"lon\":%s,\"at\":\"%s\",\"accuracy_m\":5}]}"
              .formatted(HARBOUR.lat(), HARBOUR.lon(), Instant.now()));
      await().atMost(Duration.ofSeconds(30)).until(() -> found(driver));
    }
  }

  @Test
  void whatComesTooFastIsSaidSoAndTheSocketGoesOn() {
    var driver = UUID.randomUUID();
    var token = TestPhones.token(driver, "DRIVER");
    goOnline(token);
    try (var line = Line.open(here, token)) {
      line.awaitFirst();
      for (int n = 0; n < 12; n++) line.send(backlog(200));
      var error = line.awaitType("error").path("data");
      assertThat(error.path("code").asText()).isEqualTo("too_many_positions");
      assertThat(error.path("limited").asInt()).isBetween(1, 200);
      assertThat(error.path("retry_after_ms").asLong()).isBetween(0L, 1_000L);
      line.send(position(HARBOUR.lat() + "", HARBOUR.lon() + "", ",\"heading\":90"));
      await().atMost(Duration.ofSeconds(30)).until(() -> found(driver));
      assertThat(line.open()).isTrue();
    }
  }

  private static String backlog(int size) {
    var now = Instant.now();
    return IntStream.range(0, size)
        .mapToObj(n -> place(HARBOUR.lat() + "", HARBOUR.lon() + "", now.minusMillis(n), ""))
        .collect(joining(",", "{\"type\":\"positions\",\"positions\":[", "]}"));
  }

  private static String position(String lat, String lon, String more) {
    return "{\"type\":\"positions\",\"positions\":[%s]}"
        .formatted(place(lat, lon, Instant.now(), more));
  }

  private static String place(String lat, String lon, Instant at, String more) {
    return "{\"lat\":%s,\"lon\":%s,\"at\":\"%s\"%s}".formatted(lat, lon, at, more);
  }

  @Test
  void whatAnotherProcessHasToSayArrives() {
    var rider = UUID.randomUUID();
    var ride = UUID.randomUUID();
    try (var line = open(rider, "CUSTOMER")) {
      line.awaitFirst();
      elsewhere
          .bean(Push.class)
          .send(
              rider,
              new PushMessage(
                  "ride.matching", Push.nextId(), ride, 3, Instant.now(), Map.of("id", ride)));
      var message = line.awaitType("ride.matching");
      assertThat(message.path("subject").asText()).isEqualTo(ride.toString());
      assertThat(message.path("version").asLong()).isEqualTo(3);
    }
  }

  @Test
  void whoeverSignsOutEverywhereIsSignedOutHereToo() {
    var rider = UUID.randomUUID();
    var token = TestPhones.token(rider, "CUSTOMER");
    try (var line = Line.open(here, token);
        var stranger = open(UUID.randomUUID(), "CUSTOMER")) {
      line.awaitFirst();
      stranger.awaitFirst();
      assertThat(elsewhere.post("/v1/me/sign-out-everywhere", token, "").status()).isEqualTo(204);
      assertThat(line.awaitClose()).isEqualTo(4401);
      assertThat(refusal(token)).isEqualTo(401);
      assertThat(stranger.open()).isTrue();
    }
  }

  private static void goOnline(String token) {
    var registration =
        "{\"name\":\"Grace\",\"city_id\":\"monaco\",\"vehicle\":{\"plate\":\"MC 1\",\"model\":\"Zoe\","
            + "\"colour\":\"blue\",\"products\":[\"standard\"]}}";
    assertThat(here.put("/v1/me/driver", token, registration).status()).isEqualTo(200);
    var online = here.post("/v1/me/driver/online", token, "{\"product\":\"standard\"}");
    assertThat(online.status()).as(online.body()).isEqualTo(200);
  }

  private static boolean found(UUID driver) {
    return elsewhere
        .bean(Fleet.class)
        .search(new CityId("monaco"), Product.STANDARD, HARBOUR, 500, 10)
        .stream()
        .anyMatch(nearby -> nearby.driver().equals(driver));
  }

  private static Line open(UUID person, String role) {
    return Line.open(here, TestPhones.token(person, role));
  }

  private static int refusal(@Nullable String token) {
    var refused = new int[1];
    assertThatThrownBy(() -> Line.open(here, token).close())
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            handshake -> refused[0] = handshake.getResponse().statusCode());
    return refused[0];
  }
}
