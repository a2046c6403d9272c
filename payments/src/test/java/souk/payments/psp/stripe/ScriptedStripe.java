package souk.payments.psp.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers what a test has written down, and remembers what was on the wire. */
final class ScriptedStripe implements AutoCloseable {
  /** One request as it arrived; {@code key} is empty when there was none. */
  record Wire(String method, String path, String key, String agent, String telemetry, String body) {
    /** The parameters as a person reads them. */
    List<String> parameters() {
      return List.of(URLDecoder.decode(body, StandardCharsets.UTF_8).split("&"));
    }
  }

  private record Answer(int status, Map<String, String> headers, String body) {}

  final List<Wire> requests = new CopyOnWriteArrayList<>();
  private final Deque<Answer> script = new ConcurrentLinkedDeque<>();
  private final HttpServer server;

  ScriptedStripe() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  ScriptedStripe answers(int status, String body, String... headers) {
    script.add(
        new Answer(status, headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]), body));
    return this;
  }

  /** Closes the connection without a word. */
  ScriptedStripe hangsUp() {
    return answers(0, "");
  }

  /** An error as Stripe words it; one of a card names the payment it left behind. */
  static String error(String type, @Nullable String code, @Nullable String declineCode) {
    var words = new StringBuilder("{\"error\": {\"message\": \"No.\", \"type\": \"" + type + "\"");
    if (code != null) words.append(", \"code\": \"").append(code).append('"');
    if (declineCode != null) words.append(", \"decline_code\": \"").append(declineCode).append('"');
    if (type.equals("card_error")) words.append(", \"payment_intent\": {\"id\": \"pi_9\"}");
    return words.append("}}").toString();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        new Wire(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            header(exchange, "Idempotency-Key"),
            header(exchange, "User-Agent"),
            header(exchange, "X-Stripe-Client-Telemetry"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    var answer = script.removeFirst();
    if (answer.status() > 0) {
      var body = answer.body().getBytes(StandardCharsets.UTF_8);
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(name));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
