package souk.dispatch.offer;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import souk.dispatch.city.Point;
import souk.platform.money.Money;

/** An offer joined with what its trip says of the journey. */
@MappedEntity("offer_view")
record OfferViewRow(
    @Id UUID id,
    UUID tripId,
    UUID driverId,
    long version,
    String status,
    String product,
    double pickupLat,
    double pickupLon,
    double dropoffLat,
    double dropoffLon,
    int pickupEtaS,
    Instant madeAt,
    Instant expiresAt,
    long expiresInMs,
    long fareMinor,
    String fareCurrency) {

  OfferView view() {
    return new OfferView(
        id,
        tripId,
        version,
        OfferStatus.valueOf(status),
        product,
        new Point(pickupLat, pickupLon),
        new Point(dropoffLat, dropoffLon),
        pickupEtaS,
        madeAt,
        expiresAt,
        expiresInMs,
        Money.of(fareMinor, fareCurrency));
  }
}
