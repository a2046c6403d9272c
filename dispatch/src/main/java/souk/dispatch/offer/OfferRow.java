package souk.dispatch.offer;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.CityId;
import souk.dispatch.eta.Estimate;
import souk.dispatch.eta.EtaSource;

/** An offer as its row has it; the one place where row and states meet. */
@MappedEntity(value = "offer", schema = "dispatch")
record OfferRow(
    @Id UUID id,
    String cityId,
    UUID tripId,
    UUID driverId,
    String status,
    long version,
    int pickupEtaS,
    String etaSource,
    long trafficVersion,
    Instant madeAt,
    Instant expiresAt,
    @Nullable Instant decidedAt,
    @Nullable String withdrawnBecause,
    @Nullable String givenBackBy,
    @Nullable UUID afterTripId) {

  Offer offer() {
    var terms =
        new Offer.Terms(
            id,
            version,
            new CityId(cityId),
            tripId,
            driverId,
            new Estimate(
                Duration.ofSeconds(pickupEtaS), EtaSource.valueOf(etaSource), trafficVersion),
            madeAt,
            expiresAt,
            afterTripId);
    return switch (OfferStatus.valueOf(status)) {
      case OPEN -> new Offer.Open(terms);
      case ACCEPTED -> new Offer.Accepted(terms, decided());
      case DECLINED -> new Offer.Declined(terms, decided());
      case EXPIRED -> new Offer.Expired(terms, decided());
      case WITHDRAWN -> new Offer.Withdrawn(terms, decided(), because());
    };
  }

  private Instant decided() {
    return Objects.requireNonNull(decidedAt);
  }

  private Offer.Because because() {
    return Offer.Because.valueOf(Objects.requireNonNull(withdrawnBecause));
  }
}
