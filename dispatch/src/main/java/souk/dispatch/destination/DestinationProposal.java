package souk.dispatch.destination;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import souk.dispatch.city.Point;
import souk.platform.money.Money;

/**
 * A proposal as its driver and the order see it, and as its events carry it.
 *
 * @param id the order's own for this change
 * @param driverId who is or was asked, or would have been
 * @param fare what the whole journey is worth then
 * @param expiresInMs what is left of the driver's time, so that a phone need not trust its own
 *     clock; 0 when it is over or he has decided
 */
@Introspected
public record DestinationProposal(
    UUID id,
    UUID tripId,
    long version,
    ProposalStatus status,
    UUID driverId,
    Point dropoff,
    Money fare,
    Instant proposedAt,
    Instant expiresAt,
    long expiresInMs) {}
