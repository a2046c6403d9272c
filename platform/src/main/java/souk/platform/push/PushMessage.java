package souk.platform.push;

import java.time.Instant;
import java.util.UUID;

/**
 * What a phone is told over its socket.
 *
 * @param type {@code <aggregate>.<past event>}
 * @param subject the aggregate it speaks of
 * @param version the aggregate's version, so that a phone can drop what it has; 0 when it has none
 * @param data the aggregate as its owner may see it
 */
public record PushMessage(
    String type, UUID id, UUID subject, long version, Instant at, Object data) {}
