package souk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;

/**
 * Thirty clients send one booking under one key, lose answers and ask again, while the server is
 * killed: there is one ride, one payment, and all of them are told the same.
 */
class OneKeyManyClientsTest {
  private static final int CLIENTS = 30;
  private static final int KILLS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Set<Integer> ASK_AGAIN = Set.of(409, 429, 503);

  private final HttpClient http = HttpClient.newHttpClient();
  private final UUID rider = UUID.randomUUID();
  private final String token = TestPhones.token(rider, "CUSTOMER");
  private final AtomicInteger sent = new AtomicInteger();
  private volatile boolean killing = true;

  @Test
  void haveOneEffectAndOneAnswer() throws Exception {
    var slow = StripeTwinOptions.inProcess().latency(Duration.ofMillis(300));
    try (var twin = StripeTwin.start(slow);
        var child = ServerChild.start(ServerNode.database(), twin.baseUrl());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var booking = booking(child.uri("/v1/rides"));
      var clients =
          IntStream.range(0, CLIENTS).mapToObj(i -> threads.submit(client(booking, i))).toList();
      for (var kill = 1; kill <= KILLS; kill++) {
        var before = sent.get();
        await().atMost(PATIENCE).until(() -> sent.get() > before + CLIENTS / 2);
        child.killAndStartAgain();
      }
      killing = false;
      var answers = new TreeSet<String>();
      for (var client : clients) answers.addAll(client.get(2, TimeUnit.MINUTES));

      assertThat(answers).hasSize(1);
      assertThat(answers.first()).startsWith("202 ");
      var ride = ServerNode.read(answers.first().substring(4)).path("id").asText();
      var rides = get(child.uri("/v1/rides")).path("items");
      assertThat(rides).hasSize(1);
      assertThat(rides.path(0).path("id").asText()).isEqualTo(ride);
      await().atMost(PATIENCE).until(() -> twin.intentCount() == 1);
      await().atMost(PATIENCE).until(() -> payment(child).equals("AUTHORIZED"));
      assertThat(twin.intents())
          .singleElement()
          .satisfies(intent -> assertThat(intent.chargeId()).isEqualTo(ride));
      assertThat(twin.violations()).isEmpty();
    }
  }

  private HttpRequest booking(URI rides) {
    var card = post(rides.resolve("/v1/cards"), "{\"psp_token\":\"pm_card_visa\"}");
    var quote =
        post(
            rides.resolve("/v1/rides/quotes"),
            """
            {"pickup": {"lat": 43.7394, "lon": 7.4282}, "dropoff": {"lat": 43.7347, "lon": 7.4206},
             "product": "standard"}\
            """);
    var body =
        "{\"quote\":\"%s\",\"card_id\":\"%s\"}"
            .formatted(quote.path("quote").asText(), card.path("id").asText());
    return request(rides)
        .header("Idempotency-Key", "one-key")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /** Asks until it is told, and then again as long as the server is killed: all it was told. */
  private Callable<Set<String>> client(HttpRequest booking, int number) {
    var random = new Random(number);
    return () -> {
      var told = new TreeSet<String>();
      while (told.isEmpty() || killing) {
        var answer = attempt(booking, random);
        if (answer != null && !ASK_AGAIN.contains(answer.statusCode())) {
          told.add(answer.statusCode() + " " + answer.body());
        }
        TimeUnit.MILLISECONDS.sleep(20 + random.nextInt(60));
      }
      return told;
    };
  }

  /** Every third answer is lost on its way. */
  private @Nullable HttpResponse<String> attempt(HttpRequest booking, Random random)
      throws InterruptedException {
    sent.incrementAndGet();
    var answer = http.sendAsync(booking, BodyHandlers.ofString());
    try {
      return answer.get(random.nextInt(3) == 0 ? 5 : 10_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException lost) {
      answer.cancel(true);
      return null;
    }
  }

  private String payment(ServerChild child) {
    return get(child.uri("/v1/payments")).at("/items/0/status").asText();
  }

  private JsonNode post(URI uri, String body) {
    return send(request(uri).POST(BodyPublishers.ofString(body)));
  }

  private JsonNode get(URI uri) {
    return send(request(uri).GET());
  }

  private HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      return ServerNode.read(http.send(request.build(), BodyHandlers.ofString()).body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
