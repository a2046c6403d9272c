package souk.dispatch.claim;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

@MappedEntity(value = "driver_claim", schema = "dispatch")
record ClaimRow(@Id UUID driverId, int slot, String kind, UUID tripId, UUID offerId) {
  Claim claim() {
    return new Claim(
        driverId, Claim.Slot.values()[slot], Claim.Kind.valueOf(kind), tripId, offerId);
  }
}
