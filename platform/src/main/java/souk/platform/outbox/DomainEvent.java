package souk.platform.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that has happened to an aggregate.
 *
 * @param id of the event; handlers deduplicate by it
 * @param aggregateVersion the version the change gave the aggregate; it rises by event
 * @param type {@code <aggregate>.<past event>}
 * @param payload JSON
 */
public record DomainEvent(
    UUID id, UUID aggregateId, long aggregateVersion, String type, String payload, Instant at) {}
