package souk.booking.tip;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/** What became of a tip: what its events carry, and what rider and driver are told. */
@Introspected
record TipNews(
    UUID rideId,
    UUID riderId,
    UUID driverId,
    Money amount,
    Tip.Status status,
    @Nullable String reason) {
  static TipNews of(Tip tip) {
    return new TipNews(
        tip.rideId(), tip.riderId(), tip.driverId(), tip.amount(), tip.status(), tip.reason());
  }
}
