package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.tip.Tips;
import souk.payments.charge.Chargeable;
import souk.payments.charge.Charges;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** A rider gives the driver something after the ride; its card is asked elsewhere. */
@Singleton
final class GiveTip {
  private final Tips tips;
  private final Chargeable chargeable;
  private final Charges charges;

  GiveTip(Tips tips, Chargeable chargeable, Charges charges) {
    this.tips = tips;
    this.chargeable = chargeable;
    this.charges = charges;
  }

  /**
   * @param cardId the card to ask; null for the one that the ride was requested with
   * @throws Problem 409 {@code ride_not_completed}, {@code ride_not_settled}, 422 {@code
   *     currency_wrong}, 503 {@code payments_unavailable} while the provider is left alone, and
   *     what {@link Chargeable} and {@link Tips#give} refuse
   */
  void give(Ride ride, Money amount, @Nullable UUID cardId) {
    if (ride.status() != RideStatus.COMPLETED) {
      throw Problem.conflict("ride_not_completed", "There is a tip only for a completed ride.");
    }
    if (ride.settledAt() == null) {
      throw Problem.conflict("ride_not_settled", "This ride is being paid for; try again soon.");
    }
    var order = ride.order();
    if (!order.authorize().currency().equals(amount.currency())) {
      throw Problem.refused("currency_wrong", "This ride was paid in another currency.");
    }
    chargeable.require(amount);
    charges.requireProvider();
    tips.give(
        new Tips.Given(
            ride.id(),
            order.cityId(),
            order.riderId(),
            ride.state().assigned().orElseThrow().id(),
            Objects.requireNonNull(ride.endedAt()),
            Optional.ofNullable(cardId).orElse(order.cardId()),
            amount));
  }
}
