package souk.dispatch.offer;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.dispatch.eta.EtaSource;
import souk.dispatch.trip.RequestTrip;
import souk.platform.money.Money;

/**
 * An offer as its driver sees it.
 *
 * @param pickupAt when the pick-up is to be; null for as soon as possible
 * @param pickupEtaS seconds to the pick-up, the rest of his present trip included
 * @param etaSource how they were found
 * @param expiresInMs what is left of his time, so that a phone need not trust its own clock; 0 when
 *     it is over or the offer is decided
 * @param afterTripId the trip that he drives and ends first; null when he is free
 */
@Introspected
@Schema(name = "Offer")
public record OfferView(
    UUID id,
    UUID tripId,
    long version,
    OfferStatus status,
    String product,
    Point pickup,
    Point dropoff,
    @Nullable Instant pickupAt,
    int pickupEtaS,
    EtaSource etaSource,
    Instant madeAt,
    Instant expiresAt,
    long expiresInMs,
    Money fare,
    @Nullable UUID afterTripId) {

  /** An offer that was made this very moment. */
  static OfferView of(Offer.Open made, RequestTrip asked) {
    var terms = made.terms();
    return new OfferView(
        terms.id(),
        terms.trip(),
        terms.version(),
        made.status(),
        asked.product().slug(),
        asked.pickup(),
        asked.dropoff(),
        asked.pickupAt(),
        Math.toIntExact(terms.pickup().time().toSeconds()),
        terms.pickup().source(),
        terms.madeAt(),
        terms.expiresAt(),
        Duration.between(terms.madeAt(), terms.expiresAt()).toMillis(),
        asked.fare(),
        terms.afterTrip());
  }
}
