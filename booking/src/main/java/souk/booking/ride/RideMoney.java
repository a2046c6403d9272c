package souk.booking.ride;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.fare.Bill;
import souk.payments.charge.ChargeStanding;
import souk.platform.money.Money;

/**
 * What a ride costs and what was taken for it. The bill comes first; then the charge that was
 * authorized before the ride gives what it can, a second one is asked for the rest, and what that
 * does not give is owed. Never more than the bill is taken.
 *
 * @param authorize how much was to be reserved before the ride
 * @param bill what the ride costs; null while that is not known
 * @param payment the charge that was authorized before the ride
 * @param extra the second charge, for what the first could not give
 */
public record RideMoney(
    Money authorize, @Nullable Bill bill, RidePayment payment, RidePayment extra) {
  /** What payments knows the first charge of a ride as, and the second. */
  static final String RIDE = "ride";

  static final String EXTRA = "ride_extra";
  static final Set<String> KINDS = Set.of(RIDE, EXTRA);

  /** The one second charge that a ride can have; the first has the ride's own id. */
  static UUID extraChargeOf(UUID rideId) {
    return UuidCreator.getNameBasedSha1(rideId, EXTRA);
  }

  /** What is to be done next about the money of a ride that is over. */
  RidePhase phase() {
    if (bill == null) return RidePhase.BILL;
    return switch (payment.status()) {
      case PENDING -> costs() ? RidePhase.AWAIT_MONEY : RidePhase.RELEASE;
      case UNKNOWN -> RidePhase.AWAIT_MONEY;
      // a capture that was refused is not asked for again and again: the rest comes from a second
      case AUTHORIZED ->
          costs() && payment.reason() == null ? RidePhase.CAPTURE : RidePhase.RELEASE;
      case CAPTURED, DECLINED, VOIDED -> afterTheFirst();
    };
  }

  private RidePhase afterTheFirst() {
    // more was taken than the ride costs: operations must look
    if (payment.capturedMinor() > minor()) return RidePhase.AWAIT_MONEY;
    if (left().isEmpty()) return RidePhase.SETTLED;
    return switch (extra.status()) {
      case PENDING, AUTHORIZED -> RidePhase.EXTRA;
      case UNKNOWN -> RidePhase.AWAIT_MONEY;
      case CAPTURED, DECLINED, VOIDED -> RidePhase.SETTLED;
    };
  }

  /** Whether there is anything to pay. */
  boolean costs() {
    return minor() > 0;
  }

  /** What of the bill the first charge can give; zero where there is nothing to pay. */
  Money takeable() {
    return money(Math.min(minor(), authorize.minor()));
  }

  /** What the first charge did not give; the second is for it. */
  Optional<Money> left() {
    return positive(minor() - payment.capturedMinor());
  }

  /** What neither charge gave. */
  Optional<Money> owed() {
    return positive(minor() - payment.capturedMinor() - extra.capturedMinor());
  }

  /** What both charges gave. */
  Money captured() {
    return money(payment.capturedMinor() + extra.capturedMinor());
  }

  RideMoney billed(Bill bill) {
    return new RideMoney(authorize, bill, payment, extra);
  }

  /** Costs nothing, and no charge was ever made that could hold or take anything. */
  RideMoney neverAsked(Bill nothing) {
    return new RideMoney(
        authorize, nothing, new RidePayment(RidePayment.Status.VOIDED, null, 0, 0), extra);
  }

  /** As one of the two charges has it; the same when it has seen that version. */
  RideMoney follow(ChargeStanding charge) {
    var order = charge.order();
    var isExtra = order != null && order.kind().equals(EXTRA);
    var seen = isExtra ? extra : payment;
    if (charge.version() <= seen.chargeVersion()) return this;
    var paid = RideJourney.payment(charge);
    return isExtra
        ? new RideMoney(authorize, bill, payment, paid)
        : new RideMoney(authorize, bill, paid, extra);
  }

  private long minor() {
    return bill == null ? 0 : bill.fare().total().minor();
  }

  private Optional<Money> positive(long minor) {
    return minor > 0 ? Optional.of(money(minor)) : Optional.empty();
  }

  private Money money(long minor) {
    return new Money(minor, authorize.currency());
  }
}
