package souk.server.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.websocket.WebSocketSession;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import souk.platform.identity.RevocationListener;
import souk.platform.push.Push;

/** The sockets this process holds, by person; one person may have several. */
@Singleton
final class Sockets implements Push.Receiver, RevocationListener {
  private final Map<UUID, Map<String, Open>> open = new ConcurrentHashMap<>();
  private final ObjectMapper json;

  private record Open(WebSocketSession session, Mailbox mailbox, Instant issuedAt) {}

  Sockets(Push push, ObjectMapper json) {
    this.json = json;
    push.onMessage(this);
  }

  /**
   * @param issuedAt of the token the socket was opened with
   */
  void add(UUID person, WebSocketSession session, Mailbox mailbox, Instant issuedAt) {
    open.computeIfAbsent(person, _ -> new ConcurrentHashMap<>())
        .put(session.getId(), new Open(session, mailbox, issuedAt));
  }

  /** Answers whether that was the person's last socket here. */
  boolean remove(UUID person, WebSocketSession session) {
    return open.computeIfPresent(
            person,
            (_, sessions) -> {
              sessions.remove(session.getId());
              return sessions.isEmpty() ? null : sessions;
            })
        == null;
  }

  /** Whoever signed out everywhere is signed out here too. */
  @Override
  public void revoked(UUID person, Instant issuedBefore) {
    open.getOrDefault(person, Map.of()).values().stream()
        .filter(socket -> socket.issuedAt.isBefore(issuedBefore))
        .forEach(socket -> socket.session.close(Mailbox.SIGN_IN_AGAIN));
  }

  int count() {
    return open.values().stream().mapToInt(Map::size).sum();
  }

  @Override
  public boolean receive(UUID person, String message) {
    var sockets = open.get(person);
    if (sockets == null) return false;
    var outgoing = outgoing(message);
    return sockets.values().stream().filter(socket -> socket.mailbox.offer(outgoing)).count() > 0;
  }

  private Mailbox.Outgoing outgoing(String message) {
    try {
      var tree = json.readTree(message);
      return new Mailbox.Outgoing(
          UUID.fromString(tree.path("subject").asText()), tree.path("version").asLong(), message);
    } catch (JsonProcessingException ofOurOwnMaking) {
      throw new IllegalArgumentException("not a push message", ofOurOwnMaking);
    }
  }
}
