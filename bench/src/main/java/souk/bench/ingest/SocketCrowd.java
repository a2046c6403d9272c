package souk.bench.ingest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import souk.bench.load.Issuer;
import souk.bench.load.Server;

/** Drivers' phones with a socket each, which send one position a frame. */
final class SocketCrowd implements AutoCloseable {
  private static final WebSocket.Listener DEAF = new WebSocket.Listener() {};

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<WebSocket> sockets;

  SocketCrowd(Server server, Issuer issuer, Crowd crowd, int count) {
    var uri = URI.create(server.uri("/v1/socket").toString().replaceFirst("http", "ws"));
    sockets =
        IntStream.range(0, count)
            .mapToObj(n ->
                http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + issuer.token(crowd.other(n), "DRIVER"))
                    .buildAsync(uri, DEAF)
                    .join())
            .toList();
  }

  /** Each sends so many frames as fast as its line takes them; returns when all are sent. */
  void send(int frames) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      sockets.forEach(socket -> threads.execute(() -> send(socket, frames)));
    }
  }

  private static void send(WebSocket socket, int frames) {
    for (int n = 0; n < frames; n++) socket.sendText(frame(), true).join();
  }

  private static String frame() {
    return "{\"type\":\"positions\",\"positions\":[{\"lat\":43.7394,\"lon\":7.4282,\"at\":\"%s\"}]}"
        .formatted(Instant.now());
  }

  @Override
  public void close() {
    sockets.forEach(WebSocket::abort);
    http.shutdownNow();
  }
}
