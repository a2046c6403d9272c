package souk.payments.webhook;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of an event; its body is for a person with a psql. */
@MappedEntity(value = "webhook_event", schema = "payments")
record WebhookRow(
    @Id UUID id,
    String eventId,
    String type,
    Instant createdAt,
    String objectId,
    String metadata,
    @Nullable String payment,
    @Nullable String account,
    Instant receivedAt,
    int attempts,
    @Nullable Instant handledAt,
    @Nullable Instant deadAt,
    @Nullable String lastFailure) {}
