package souk.server.socket;

import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.exceptions.WebSocketSessionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ordered way down to one socket. Messages wait here while the snapshot is read; what the
 * snapshot or an earlier message already told is dropped. A socket that takes too long is closed
 * rather than remembered for.
 */
final class Mailbox {
  static final CloseReason SIGN_IN_AGAIN = new CloseReason(4401, "sign in again");
  static final CloseReason TOO_SLOW = new CloseReason(4408, "too slow");

  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);
  private static final int WAITING_MAX = 256;
  private static final int ANSWERED_WHILE_WAITING = 64;
  private static final UUID NOBODY = new UUID(0, 0);
  private static final int SUBJECTS_MAX = 1_000;
  private static final Duration SEND_MAX = Duration.ofSeconds(10);
  private static final Duration PING = Duration.ofSeconds(30);

  private final WebSocketSession session;
  private final Instant until;
  private final BlockingQueue<Outgoing> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
  private final Map<UUID, Long> told = new HashMap<>();

  /**
   * A message on its way.
   *
   * @param version 0 for what has none and is never dropped
   */
  record Outgoing(UUID subject, long version, String text) {}

  /** The state a phone begins with, and which versions of what it contains. */
  record Snapshot(String text, Map<UUID, Long> versions) {}

  /**
   * @param until when the phone's token ends
   */
  Mailbox(WebSocketSession session, Instant until) {
    this.session = session;
    this.until = until;
  }

  /** Puts a message in line; false when the socket is gone or too slow. */
  boolean offer(Outgoing message) {
    if (!session.isOpen()) return false;
    if (waiting.offer(message)) return true;
    session.close(TOO_SLOW);
    return false;
  }

  /**
   * Says what was wrong with something that the phone sent. Dropped while many messages wait: who
   * floods us is told often enough, and is neither remembered for nor cut off for it.
   */
  void answer(String text) {
    if (waiting.size() < ANSWERED_WHILE_WAITING) offer(new Outgoing(NOBODY, 0, text));
  }

  /** Delivers until the socket closes; the snapshot, read now, goes first. */
  void deliver(Supplier<Snapshot> snapshot) {
    try {
      var first = snapshot.get();
      send(first.text());
      told.putAll(first.versions());
      while (session.isOpen()) deliverNext();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException gone) {
      log.debug("socket {} is gone: {}", session.getId(), gone.getMessage());
      session.close(TOO_SLOW);
    } catch (WebSocketSessionException left) {
      log.debug("socket {} has left: {}", session.getId(), left.getMessage());
    } catch (RuntimeException failure) {
      log.warn("socket {} cannot be served: {}", session.getId(), failure.toString());
      session.close(CloseReason.INTERNAL_ERROR);
    }
  }

  private void deliverNext() throws InterruptedException, ExecutionException, TimeoutException {
    var left = Duration.between(Instant.now(), until);
    if (!left.isPositive()) {
      session.close(SIGN_IN_AGAIN);
      return;
    }
    var pause = Collections.min(List.of(PING, left.plusMillis(1)));
    var next = waiting.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
    if (next == null) {
      session.sendPingAsync(new byte[0]).get(SEND_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } else if (isNews(next)) {
      send(next.text());
    }
  }

  /** A version that was told may be repeated, an older one may not. */
  private boolean isNews(Outgoing message) {
    if (message.version() == 0) return true;
    if (told.size() > SUBJECTS_MAX) told.clear();
    return told.merge(message.subject(), message.version(), Math::max) == message.version();
  }

  private void send(String text) throws InterruptedException, ExecutionException, TimeoutException {
    session.sendAsync(text).get(SEND_MAX.toMillis(), TimeUnit.MILLISECONDS);
  }
}
