package souk.dispatch.offer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.eta.EtaSource;

/**
 * An offer that was made of a trip, with why and what came of it: for operations, not for phones.
 *
 * @param explanation why this driver, as the round that proposed him gave it
 * @param withdrawnBecause of an offer that was taken back only
 * @param givenBackAt when the driver, who had accepted, came to have the trip no more
 * @param givenBackBy {@code DRIVER}, {@code OPS} or {@code DISPATCH}
 */
public record MadeOffer(
    UUID id,
    UUID driver,
    OfferStatus status,
    int pickupEtaS,
    EtaSource etaSource,
    long trafficVersion,
    Instant madeAt,
    Instant expiresAt,
    @Nullable Instant decidedAt,
    @Nullable String withdrawnBecause,
    @Nullable Instant givenBackAt,
    @Nullable String givenBackBy,
    @Nullable String givenBackReason,
    String explanation) {}
