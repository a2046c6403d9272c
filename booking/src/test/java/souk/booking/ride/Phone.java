package souk.booking.ride;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import souk.booking.BookingNode;
import souk.booking.TestIdentity;
import souk.booking.quote.Quotes;
import souk.dispatch.city.Point;
import souk.payments.card.Cards;
import souk.platform.problem.Problem;

/** A rider's phone: quotes by the use case, everything else by HTTP. */
final class Phone {
  static final Point CASINO = new Point(43.7394, 7.4282);
  static final Point HARBOUR = new Point(43.7347, 7.4206);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  final UUID rider = UUID.randomUUID();
  private final Supplier<BookingNode> node;

  /** A phone that talks to the node that the supplier names at the moment. */
  Phone(Supplier<BookingNode> node) {
    this.node = node;
  }

  /** An answer with its JSON body. */
  record Answer(int status, HttpResponse<String> response, JsonNode body) {
    String code() {
      return body.path("code").asText();
    }

    UUID id() {
      if (status != 202) throw new AssertionError(response.body());
      return UUID.fromString(body.path("id").asText());
    }
  }

  /** A request that can be sent any number of times, to any node. */
  record Wish(String body, String key) {}

  /** Asks until the provider answers: the machine may be slow, and cards are not what is tested. */
  UUID card(String token) {
    return await()
        .atMost(RideCity.PATIENCE)
        .ignoreExceptionsInstanceOf(Problem.class)
        .until(() -> node.get().bean(Cards.class).register(rider, token).id(), Objects::nonNull);
  }

  String quote() {
    var quotes = node.get().bean(Quotes.class);
    return quotes.quote(rider, CASINO, HARBOUR, "standard").token();
  }

  Wish wish(String token) {
    return wish(quote(), card(token));
  }

  /** To be picked up at a time to come. */
  Wish wishFor(Instant pickupAt) {
    var quotes = node.get().bean(Quotes.class);
    var quote = quotes.quote(rider, CASINO, HARBOUR, pickupAt, "standard").token();
    return wish(quote, card("pm_card_visa"));
  }

  private static Wish wish(String quote, UUID card) {
    var body = "{\"quote\": \"%s\", \"card_id\": \"%s\"}".formatted(quote, card);
    return new Wish(body, UUID.randomUUID().toString());
  }

  Answer send(Wish wish) {
    return post("/v1/rides", wish.body, "Idempotency-Key", wish.key);
  }

  /** A ride that a good card pays for; answers its id. */
  UUID request() {
    return send(wish("pm_card_visa")).id();
  }

  Answer cancel(UUID ride) {
    return post("/v1/rides/" + ride + "/cancel", "{\"reason\": \"changed_my_mind\"}");
  }

  Answer get(String path) {
    return send(to(path).GET());
  }

  /** What an operator is shown. */
  Answer inspect(String path) {
    return send(to(path).setHeader("Authorization", TestIdentity.header(rider, "OPS")).GET());
  }

  /** What an operator sends. */
  Answer operate(String path, String body, String... headers) {
    var request = posting(path, body, headers);
    return send(request.setHeader("Authorization", TestIdentity.header(rider, "OPS")));
  }

  Answer post(String path, String body, String... headers) {
    return send(posting(path, body, headers));
  }

  private HttpRequest.Builder posting(String path, String body, String... headers) {
    var request =
        to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
    return request;
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(node.get().uri(path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", TestIdentity.header(rider));
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response, JSON.readTree(response.body()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
