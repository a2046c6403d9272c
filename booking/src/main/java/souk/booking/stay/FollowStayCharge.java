package souk.booking.stay;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import souk.booking.payment.PaidOrder;
import souk.payments.charge.ChargeStanding;

/** A stay's payment is a projection of the charge of its last attempt. */
@Singleton
final class FollowStayCharge implements PaidOrder {
  private final PayStays stays;

  FollowStayCharge(PayStays stays) {
    this.stays = stays;
  }

  @Override
  public Set<String> orderKinds() {
    return Set.of(StayPayment.ORDER_KIND);
  }

  @Override
  public void follow(UUID stayId, ChargeStanding charge) {
    stays.follow(stayId, charge);
  }
}
