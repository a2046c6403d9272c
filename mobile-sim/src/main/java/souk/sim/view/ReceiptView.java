package souk.sim.view;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a rider paid for a ride. */
public record ReceiptView(UUID rideId, @Nullable String number, MoneyView fare) {
  /** Throws when the server leaves out what a phone cannot do without. */
  public ReceiptView {
    Objects.requireNonNull(rideId, "ride_id");
    Objects.requireNonNull(fare, "fare");
  }
}
