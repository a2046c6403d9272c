package souk.server.socket;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import souk.server.ServerNode;

/** A phone's socket, with all it was told. */
final class Line implements WebSocket.Listener, AutoCloseable {
  /** What a socket that ended without a close frame is said to have been closed with. */
  static final int CUT_OFF = 1006;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private final @Nullable WebSocket socket;
  private volatile @Nullable Integer closed;

  private Line(ServerNode node, @Nullable String token) {
    var builder = CLIENT.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(20));
    if (token != null) builder.header("Authorization", "Bearer " + token);
    socket = builder.buildAsync(uri(node), this).join();
  }

  /** Opens a socket, or fails with what the handshake was answered. */
  static Line open(ServerNode node, @Nullable String token) {
    return new Line(node, token);
  }

  static URI uri(ServerNode node) {
    return URI.create(node.uri("/v1/socket").toString().replaceFirst("http", "ws"));
  }

  void send(String text) {
    Objects.requireNonNull(socket).sendText(text, true).join();
  }

  void sendInParts(String part, int parts) {
    for (var i = 1; i <= parts && open(); i++) {
      try {
        Objects.requireNonNull(socket).sendText(part, i == parts).join();
      } catch (CompletionException cutOff) {
        return;
      }
    }
  }

  JsonNode awaitFirst() {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !told.isEmpty());
    return told.getFirst();
  }

  JsonNode awaitType(String type) {
    Predicate<JsonNode> wanted = message -> message.path("type").asText().equals(type);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> told.stream().anyMatch(wanted));
    return told.stream().filter(wanted).findFirst().orElseThrow();
  }

  int awaitClose() {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> closed != null);
    return Objects.requireNonNull(closed);
  }

  boolean open() {
    return closed == null;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      told.add(ServerNode.read(partial.toString()));
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed = code;
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed = CUT_OFF;
  }

  @Override
  public void close() {
    if (socket != null) socket.abort();
  }
}
