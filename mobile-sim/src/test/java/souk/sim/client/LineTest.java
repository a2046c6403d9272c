package souk.sim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.sim.fake.Peer;
import souk.sim.fake.TestIssuer;
import souk.sim.fake.TinyServer;
import souk.sim.fake.TinyServer.Reply;
import souk.sim.fake.TinyServer.Request;
import souk.sim.plan.Outage;
import souk.sim.plan.Person;
import souk.sim.plan.Role;

final class LineTest {
  private static final Outage NEVER = new Outage(Duration.ofHours(1), Duration.ZERO, false);

  @TempDir private Path directory = Path.of("");
  private final Exchange exchange = new Exchange();
  private final Ears ears = new Ears();
  private final Signal signal = new Signal();

  @Test
  void hearsAndIsHeard() throws Exception {
    try (var server = new TinyServer(0, exchange);
        var api = new Api(server.uri());
        var line = line(api, _ -> NEVER)) {
      await().until(line::isUp);
      exchange.peers.getFirst().send("{\"type\":\"x.y\",\"id\":\"1\",\"version\":3,\"data\":{}}");
      await().until(() -> ears.frames.contains("1 x.y 3"));
      assertThat(line.send(Map.of("type", "ack"))).isTrue();
      await().until(() -> exchange.told.contains("{\"type\":\"ack\"}"));
    }
  }

  @Test
  void comesBackWithAnotherTokenWhenToldToSignInAgain() throws Exception {
    try (var server = new TinyServer(0, exchange);
        var api = new Api(server.uri());
        var line = line(api, _ -> NEVER)) {
      await().until(line::isUp);
      exchange.peers.getFirst().close(4401);
      await().until(() -> exchange.tokens.size() == 2);
      assertThat(exchange.tokens.get(1)).isNotEqualTo(exchange.tokens.get(0));
    }
  }

  @Test
  void comesBackAfterTheServerWasKilled() throws Exception {
    try (var server = new TinyServer(0, exchange);
        var api = new Api(server.uri());
        var line = line(api, _ -> NEVER)) {
      await().until(line::isUp);
      var port = server.port();
      server.close();
      await().until(() -> !line.isUp());
      assertThat(line.send(Map.of("type", "ack"))).isFalse();
      try (var again = new TinyServer(port, exchange)) {
        await().until(line::isUp);
        assertThat(again.port()).isEqualTo(port);
      }
      assertThat(ears.connections.get()).isGreaterThan(1);
      assertThat(api.load().counts().socketsLost()).isPositive();
    }
  }

  @Test
  void isLostWhenThePlanSaysSoAndMayRestart() throws Exception {
    var brief = new Outage(Duration.ofMillis(300), Duration.ofMillis(100), true);
    try (var server = new TinyServer(0, exchange);
        var api = new Api(server.uri());
        var line = line(api, n -> n == 0 ? brief : NEVER)) {
      await().until(() -> ears.restarts.get() == 1);
      await().until(line::isUp);
      assertThat(api.load().counts().outages()).isEqualTo(1);
      assertThat(exchange.peers).hasSize(2);
    }
  }

  @Test
  void reportsWhatIsNoMessage() throws Exception {
    try (var server = new TinyServer(0, exchange);
        var api = new Api(server.uri());
        var line = line(api, _ -> NEVER)) {
      await().until(line::isUp);
      exchange.peers.getFirst().send("hello");
      exchange.peers.getFirst().send("{\"type\":\"ride.completed\",\"data\":{\"id\":\"no uuid\"}}");
      await().until(() -> ears.garbled.get() == 2);
      assertThat(line.isUp()).isTrue();
    }
  }

  @Test
  void withoutReceptionNothingGoesOutAndNothingComesIn() throws Exception {
    try (var server = new TinyServer(0, exchange);
        var api = new Api(server.uri());
        var line = line(api, _ -> NEVER)) {
      await().until(line::isUp);
      signal.lose();
      exchange.peers.getFirst().send("{\"type\":\"offer.expired\",\"data\":{}}");
      await().until(() -> ears.missed.get() == 1);

      assertThat(line.send("position")).isFalse();
      assertThat(ears.frames).isEmpty();
      assertThat(ears.ended.get()).as("it believes to be connected").isZero();
      signal.regain();
      line.reconnect();
      await().until(() -> exchange.peers.size() == 2 && line.isUp());
      assertThat(ears.ended.get()).isEqualTo(1);
    }
  }

  private Line line(Api api, IntFunction<Outage> outages) throws IOException {
    var mint = new TokenMint(TestIssuer.create("k").key(directory));
    var credentials = new Credentials(mint, Person.of(1, Role.DRIVER, 0), InstantSource.system());
    return new Line(api, credentials, outages, new SplittableRandom(1), signal, ears);
  }

  private static final class Ears implements Line.Hearer {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger restarts = new AtomicInteger();
    private final AtomicInteger missed = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger garbled = new AtomicInteger();
    private final List<String> frames = new CopyOnWriteArrayList<>();

    @Override
    public int connecting() {
      return connections.incrementAndGet();
    }

    @Override
    public void heard(int connection, Frame frame, Event event) {
      frames.add(connection + " " + frame.type() + " " + frame.version());
    }

    @Override
    public void garbled(int connection, String what) {
      garbled.incrementAndGet();
    }

    @Override
    public void missed(Event event) {
      missed.incrementAndGet();
    }

    @Override
    public void ended() {
      ended.incrementAndGet();
    }

    @Override
    public void restarted() {
      restarts.incrementAndGet();
    }
  }

  private static final class Exchange implements TinyServer.Behaviour {
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public Reply answer(Request request) {
      return Reply.of(404, "");
    }

    @Override
    public int opening(Request request) {
      tokens.add(request.header("Authorization"));
      return 101;
    }

    @Override
    public void opened(Request request, Peer peer) {
      peers.add(peer);
    }

    @Override
    public void told(Peer peer, String text) {
      told.add(text);
    }
  }
}
