package souk.sim.client;

import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket from handshake to end, with pings that notice a peer who is silently gone. */
final class PhoneSocket {
  static final int CUT_OFF = 1006;
  static final int SIGN_IN_AGAIN = 4401;

  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PING_PERIOD = Duration.ofSeconds(15);

  private final WebSocket socket;
  private final Ear ear;

  private PhoneSocket(WebSocket socket, Ear ear) {
    this.socket = socket;
    this.ear = ear;
  }

  /** The server did not open a socket; {@code status} is its HTTP answer or 0. */
  static final class NotOpened extends Exception {
    private static final long serialVersionUID = 1;
    private final int status;

    NotOpened(int status, Throwable cause) {
      super(cause);
      this.status = status;
    }

    boolean isUnauthorized() {
      return status == 401;
    }
  }

  static PhoneSocket open(Api api, String bearer, Consumer<String> onText)
      throws InterruptedException, NotOpened {
    var ear = new Ear(onText);
    var opening =
        api.http()
            .newWebSocketBuilder()
            .connectTimeout(HANDSHAKE_TIMEOUT)
            .header("Authorization", bearer)
            .buildAsync(api.socketUri(), ear);
    try {
      var socket = opening.get(HANDSHAKE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      return new PhoneSocket(socket, ear);
    } catch (ExecutionException refused) {
      throw new NotOpened(status(refused.getCause()), refused);
    } catch (TimeoutException slow) {
      throw new NotOpened(0, slow);
    } finally {
      // a socket that opens after all, or after nobody waits any more, must not stay behind
      if (!opening.isDone()) {
        var _ = opening.thenAccept(WebSocket::abort);
      }
    }
  }

  private static int status(@Nullable Throwable cause) {
    return cause instanceof WebSocketHandshakeException refused
        ? refused.getResponse().statusCode()
        : 0;
  }

  /** The close code when the socket ends before {@code endNanos}, else nothing. */
  OptionalInt awaitEnd(long endNanos) throws InterruptedException {
    while (true) {
      var left = endNanos - System.nanoTime();
      if (left <= 0) return OptionalInt.empty();
      try {
        var pause = Math.min(left, PING_PERIOD.toNanos());
        return OptionalInt.of(ear.ended.get(pause, TimeUnit.NANOSECONDS));
      } catch (TimeoutException quiet) {
        checkAlive();
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** Sends one text; whether it left. One at a time: the socket refuses a second one meanwhile. */
  synchronized boolean send(String text) throws InterruptedException {
    return !ear.ended.isDone() && left(socket.sendText(text, true));
  }

  /** Ends the conversation at once, as a lost connection does. */
  void cut() {
    socket.abort();
    ear.ended.complete(CUT_OFF);
  }

  /** Says goodbye, and does not wait for an answer. */
  void hangUp() {
    if (!ear.ended.isDone()) {
      var _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
    }
    ear.ended.complete(WebSocket.NORMAL_CLOSURE);
  }

  private synchronized void checkAlive() throws InterruptedException {
    if (System.nanoTime() - ear.heardNanos > 2 * PING_PERIOD.toNanos()) cut();
    if (!ear.ended.isDone()) left(socket.sendPing(ByteBuffer.allocate(0)));
  }

  private boolean left(CompletableFuture<WebSocket> sending) throws InterruptedException {
    try {
      sending.get(SEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException broken) {
      cut();
      return false;
    }
  }

  /** What comes in. */
  private static final class Ear implements WebSocket.Listener {
    private final Consumer<String> onText;
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private volatile long heardNanos = System.nanoTime();

    Ear(Consumer<String> onText) {
      this.onText = onText;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heardNanos = System.nanoTime();
      partial.append(data);
      if (last) {
        var text = partial.toString();
        partial.setLength(0);
        if (!ended.isDone()) onText.accept(text);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      heardNanos = System.nanoTime();
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      ended.complete(code);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      ended.complete(CUT_OFF);
    }
  }
}
