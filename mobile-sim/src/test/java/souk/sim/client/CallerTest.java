package souk.sim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.sim.fake.TestIssuer;
import souk.sim.fake.TinyServer;
import souk.sim.fake.TinyServer.Reply;
import souk.sim.fake.TinyServer.Request;
import souk.sim.plan.Person;
import souk.sim.plan.Role;

final class CallerTest {
  private static final Call REQUEST =
      Call.post("/v1/rides", Map.of("quote", "q", "card_id", "c")).withKey("key-1");

  @TempDir private Path directory = Path.of("");
  private final List<Request> seen = new CopyOnWriteArrayList<>();

  @Test
  void sendsTheSameKeyAndBodyUntilTheServerHasDecided() throws Exception {
    var answer =
        call(
            REQUEST,
            Duration.ofSeconds(30),
            () -> Reply.of(503, "{\"code\":\"busy\"}"),
            () -> null,
            () -> Reply.of(409, "{\"code\":\"key_in_use\"}"),
            () -> Reply.of(202, "{\"id\":1}"));

    assertThat(answer).isInstanceOf(Answer.Done.class);
    assertThat(seen).hasSize(4);
    assertThat(seen).extracting(request -> request.header("Idempotency-Key")).containsOnly("key-1");
    assertThat(seen).extracting(Request::body).containsOnly(seen.getFirst().body());
  }

  @Test
  void takesADecisionAsItIs() throws Exception {
    var answer =
        call(REQUEST, Duration.ofSeconds(30), () -> Reply.of(409, "{\"code\":\"ride_active\"}"));

    assertThat(answer).isEqualTo(new Answer.Refused(409, "ride_active"));
    assertThat(seen).hasSize(1);
  }

  @Test
  void signsInAgainWhenTheTokenIsRefused() throws Exception {
    var answer =
        call(
            Call.get("/v1/me"),
            Duration.ofSeconds(30),
            () -> Reply.of(401, ""),
            () -> Reply.of(200, "{}"));

    assertThat(answer).isInstanceOf(Answer.Done.class);
    assertThat(seen.get(1).header("Authorization"))
        .isNotEqualTo(seen.get(0).header("Authorization"));
  }

  @Test
  void doesNotSignInForEver() throws Exception {
    var answer = call(Call.get("/v1/me"), Duration.ofSeconds(30), () -> Reply.of(401, ""));

    assertThat(answer).isEqualTo(new Answer.Refused(401, "unauthorized"));
    assertThat(seen).hasSize(4);
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    var began = System.nanoTime();
    call(
        Call.get("/v1/me"),
        Duration.ofSeconds(30),
        () -> new Reply(429, "", Map.of("Retry-After", "1")),
        () -> Reply.of(200, "{}"));

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void givesUpWhenPatienceEnds() throws Exception {
    var answer = call(REQUEST, Duration.ofSeconds(1), () -> Reply.of(500, ""));

    assertThat(answer).isEqualTo(new Answer.Unanswered("500 "));
    assertThat(seen).hasSizeGreaterThan(1);
  }

  @Test
  void saysWhatIsNotTheAgreedJson() {
    assertThatThrownBy(() -> call(REQUEST, Duration.ofSeconds(1), () -> Reply.of(200, "<html>")))
        .isInstanceOf(Wire.Garbled.class);
  }

  @Test
  void backsOffLongerEachTimeWithinItsBound() {
    var random = new SplittableRandom(1);
    var none = Optional.<Duration>empty();
    for (int failures = 1; failures < 60; failures++) {
      var wait = Backoff.USUAL.delay(failures, none, random);
      var bound = Math.min(4_000, 250L << Math.min(failures - 1, 20));
      assertThat(wait.toMillis()).isBetween(bound / 2, bound);
    }
    var hour = Optional.of(Duration.ofHours(1));
    assertThat(Backoff.USUAL.delay(1, hour, random)).isLessThan(Duration.ofSeconds(31));
  }

  /** Calls a server that answers in this order, the last one for ever; null cuts the connection. */
  @SafeVarargs
  private Answer call(Call call, Duration patience, Supplier<@Nullable Reply>... replies)
      throws IOException, InterruptedException {
    var n = new AtomicInteger();
    TinyServer.Behaviour behaviour =
        request -> {
          seen.add(request);
          return replies[Math.min(n.getAndIncrement(), replies.length - 1)].get();
        };
    try (var server = new TinyServer(0, behaviour);
        var api = new Api(server.uri())) {
      var mint = new TokenMint(TestIssuer.create("k").key(directory));
      var credentials =
          new Credentials(mint, Person.of(1, Role.CUSTOMER, 0), InstantSource.system());
      return new Caller(api, credentials, new SplittableRandom(1)).within(patience).call(call);
    }
  }
}
