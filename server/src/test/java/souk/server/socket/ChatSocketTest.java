package souk.server.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.dispatch.Product;
import souk.dispatch.chat.SendMessage;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;
import souk.dispatch.driver.Driver;
import souk.dispatch.driver.GoOnline;
import souk.dispatch.driver.RegisterDriver;
import souk.dispatch.eta.Estimate;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.offer.MakeOffer;
import souk.dispatch.offer.OfferProposal;
import souk.dispatch.trip.RequestTrip;
import souk.dispatch.trip.Trips;
import souk.platform.money.Money;
import souk.server.ServerNode;
import souk.server.TestPhones;

/** Rider and driver write to each other over sockets of two processes. */
class ChatSocketTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static ServerNode here;
  private static ServerNode elsewhere;

  private record Pair(UUID trip, UUID rider, UUID driver) {}

  @BeforeAll
  static void start() {
    var database = ServerNode.database();
    Map<String, Object> shared = Map.of("redis.key-prefix", ServerNode.prefix());
    here = ServerNode.start(database, shared);
    elsewhere = ServerNode.start(database, shared);
  }

  @AfterAll
  static void stop() {
    here.close();
    elsewhere.close();
  }

  @Test
  void aMessageReachesBothWhicheverProcessHoldsThem() {
    var pair = pair();
    try (var rider = open(here, pair.rider(), "CUSTOMER");
        var driver = open(elsewhere, pair.driver(), "DRIVER")) {
      rider.awaitFirst();
      driver.awaitFirst();
      var id = UUID.randomUUID();
      // a push is lossy: what is not told is sent again, and is the same
      await()
          .atMost(PATIENCE)
          .until(() -> {
            rider.send(frame(pair.trip(), id, "Red coat"));
            return stored(pair) == 1;
          });
      driver.send(frame(pair.trip(), UUID.randomUUID(), "I see you"));
      for (var line : new Line[] {rider, driver}) {
        var message = line.awaitType("chat.message");
        assertThat(message.path("subject").asText()).isEqualTo(pair.trip().toString());
        assertThat(message.path("data").path("author").asText()).isIn("RIDER", "DRIVER");
      }
      await().atMost(PATIENCE).until(() -> stored(pair) == 2);
    }
  }

  @Test
  void aPhoneThatWasAwayFindsWhatItMissedInItsSnapshot() {
    var pair = pair();
    here.bean(SendMessage.class).send(pair.driver(), pair.trip(), UUID.randomUUID(), "I am here");
    try (var rider = open(elsewhere, pair.rider(), "CUSTOMER")) {
      var chats = rider.awaitFirst().path("data").path("chats");
      assertThat(chats).hasSize(1);
      assertThat(chats.get(0).path("chat").path("unread").asInt()).isEqualTo(1);
      assertThat(chats.get(0).path("messages").get(0).path("text").asText()).isEqualTo("I am here");
    }
    here.post(
        "/v1/trips/" + pair.trip() + "/chat/read",
        TestPhones.token(pair.rider(), "CUSTOMER"),
        "{\"up_to\": 1}");
    try (var rider = open(here, pair.rider(), "CUSTOMER")) {
      assertThat(rider.awaitFirst().path("data").path("chats")).isEmpty();
    }
  }

  @Test
  void whatIsNotStoredIsSaidSoWithItsId() {
    var pair = pair();
    try (var stranger = open(here, UUID.randomUUID(), "CUSTOMER")) {
      stranger.awaitFirst();
      var id = UUID.randomUUID();
      stranger.send(frame(pair.trip(), id, "hello"));
      var error = stranger.awaitType("error").path("data");
      assertThat(error.path("code").asText()).isEqualTo("not_found");
      assertThat(error.path("id").asText()).isEqualTo(id.toString());
      assertThat(stranger.open()).isTrue();
    }
    for (var frame :
        new String[] {
          "{\"type\":\"chat.send\"}",
          "{\"type\":\"chat.send\",\"trip_id\":\"x\",\"id\":\"x\",\"text\":\"x\"}",
          frame(pair.trip(), UUID.randomUUID(), "x").replace("\"x\"", "7")
        }) {
      try (var rider = open(here, pair.rider(), "CUSTOMER")) {
        rider.awaitFirst();
        rider.send(frame);
        assertThat(rider.awaitType("error").path("data").path("code").asText())
            .as(frame)
            .isEqualTo("malformed");
      }
    }
    assertThat(stored(pair)).isZero();
  }

  private static String frame(UUID trip, UUID id, String text) {
    return "{\"type\":\"chat.send\",\"trip_id\":\"%s\",\"id\":\"%s\",\"text\":\"%s\"}"
        .formatted(trip, id, text);
  }

  private static long stored(Pair pair) {
    var path = "/v1/trips/" + pair.trip() + "/chat";
    var answer = here.get(path, TestPhones.token(pair.rider(), "CUSTOMER"));
    return answer.json().path("messages").size();
  }

  private static Line open(ServerNode node, UUID person, String role) {
    return Line.open(node, TestPhones.token(person, role));
  }

  private static Pair pair() {
    var driver = UUID.randomUUID();
    var vehicle = new Driver.Vehicle("MC 1234", "Zoe", "white", Set.of(Product.STANDARD));
    here.bean(RegisterDriver.class).register(driver, "monaco", "Dina", vehicle);
    here.bean(GoOnline.class).goOnline(driver, Product.STANDARD);
    var rider = UUID.randomUUID();
    var trip = here.bean(Trips.class).request(asked(rider));
    var soon = new Estimate(Duration.ofSeconds(9), EtaSource.ROAD, 0);
    var proposal = new OfferProposal(trip.id(), trip.version(), driver, soon, "{}");
    var offer = here.bean(MakeOffer.class).make(proposal).orElseThrow();
    here.bean(AcceptOffer.class).accept(driver, offer);
    return new Pair(trip.id(), rider, driver);
  }

  private static RequestTrip asked(UUID rider) {
    return new RequestTrip(
        UUID.randomUUID(),
        new CityId("monaco"),
        Product.STANDARD,
        rider,
        "Rita",
        new Point(43.7394, 7.4282),
        new Point(43.7347, 7.4206),
        Money.of(1250, "EUR"));
  }
}
