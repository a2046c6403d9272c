package souk.sim.fake;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import souk.sim.client.Wire;

/** Who can be told something at once. */
final class FakeSockets {
  private final Map<UUID, Peer> sockets = new ConcurrentHashMap<>();

  void opened(UUID person, Peer peer) {
    sockets.put(person, peer);
  }

  void closed(Peer peer) {
    sockets.values().removeAll(Set.of(peer));
  }

  Optional<UUID> personAt(Peer peer) {
    return sockets.entrySet().stream()
        .filter(socket -> socket.getValue() == peer)
        .map(Map.Entry::getKey)
        .findAny();
  }

  void push(UUID person, String type, UUID subject, long version, Object data) {
    var peer = sockets.get(person);
    if (peer == null) return;
    peer.send(
        Wire.write(
            Map.of(
                "type", type,
                "id", UUID.randomUUID(),
                "subject", subject,
                "version", version,
                "data", data)));
  }
}
