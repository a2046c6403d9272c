package souk.booking.ride;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import souk.booking.fare.Bill;
import souk.payments.charge.ChargeStanding;
import souk.platform.money.Money;

/**
 * What a ride costs and what was taken for it. The bill comes first; then the charge that was
 * authorized before the ride gives what it can, then those of agreed changes of its destination,
 * one more is asked for the rest, and what that does not give is owed. Never more than the bill is
 * taken.
 *
 * @param authorize how much was to be reserved before the ride
 * @param bill what the ride costs; null while that is not known
 * @param payment the charge that was authorized before the ride
 * @param extra the last charge, for what those before could not give
 * @param changes of the destination, in their order, each with its charge
 */
public record RideMoney(
    Money authorize,
    @Nullable Bill bill,
    RidePayment payment,
    RidePayment extra,
    List<DestinationChange> changes) {
  public RideMoney {
    changes = List.copyOf(changes);
  }

  /** Of a ride that goes where it was ordered to. */
  RideMoney(Money authorize, @Nullable Bill bill, RidePayment payment, RidePayment extra) {
    this(authorize, bill, payment, extra, List.of());
  }

  /** What payments knows the first charge of a ride as, and the second. */
  static final String RIDE = "ride";

  static final String EXTRA = "ride_extra";
  static final Set<String> KINDS = Set.of(RIDE, EXTRA);

  /** What is to be done about a change, and of whose charge how much is wanted. */
  record ChangeWork(DestinationChange change, DestinationChange.Work work, Money takeable) {}

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
      case REQUIRES_ACTION -> RidePhase.RELEASE;
      // a capture that was refused is not asked for again and again: the rest comes from a second
      case AUTHORIZED ->
          costs() && payment.reason() == null ? RidePhase.CAPTURE : RidePhase.RELEASE;
      case CAPTURED, DECLINED, VOIDED -> afterTheFirst();
    };
  }

  private RidePhase afterTheFirst() {
    // more was taken than the ride costs: operations must look
    if (captured().minor() > minor()) return RidePhase.AWAIT_MONEY;
    return workAtTheEnd()
        .map(next -> next.work().isStep() ? RidePhase.CHANGE : RidePhase.AWAIT_MONEY)
        .orElseGet(this::afterTheChanges);
  }

  /** The changes' charges give in their order, so that what each has to give does not change. */
  Optional<ChangeWork> workAtTheEnd() {
    var left = minor() - payment.capturedMinor();
    for (var change : changes) {
      var work = change.workAtTheEnd(left);
      if (work != DestinationChange.Work.NONE) {
        var takeable = Math.min(Math.max(0, left), change.authorize().minor());
        return Optional.of(new ChangeWork(change, work, money(takeable)));
      }
      left -= change.payment().capturedMinor();
    }
    return Optional.empty();
  }

  private RidePhase afterTheChanges() {
    if (left().isEmpty()) return RidePhase.SETTLED;
    return switch (extra.status()) {
      // nobody is there to be asked: what waits for the rider is given up, and owed
      case PENDING, AUTHORIZED, REQUIRES_ACTION -> RidePhase.EXTRA;
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

  /** What the charges of before the end did not give; the extra one is for it. */
  Optional<Money> left() {
    return positive(minor() - payment.capturedMinor() - capturedOfChanges());
  }

  /** What no charge gave. */
  Optional<Money> owed() {
    return positive(minor() - captured().minor());
  }

  /** What all charges gave. */
  Money captured() {
    return money(payment.capturedMinor() + capturedOfChanges() + extra.capturedMinor());
  }

  private long capturedOfChanges() {
    return changes.stream().mapToLong(change -> change.payment().capturedMinor()).sum();
  }

  /** What is reserved, or was when it was taken, before the ride and for what was agreed since. */
  Money reserved() {
    return changes.stream()
        .filter(DestinationChange::isAgreed)
        .map(DestinationChange::authorize)
        .reduce(authorize, Money::plus);
  }

  RideMoney billed(Bill bill) {
    return new RideMoney(authorize, bill, payment, extra, changes);
  }

  RideMoney with(List<DestinationChange> changes) {
    return new RideMoney(authorize, bill, payment, extra, changes);
  }

  /** With each change as it is afterwards; the same when none is another. */
  RideMoney each(UnaryOperator<DestinationChange> change) {
    var after = changes.stream().map(change).toList();
    return after.equals(changes) ? this : with(after);
  }

  /** Costs nothing, and no charge was ever made that could hold or take anything. */
  RideMoney neverAsked(Bill nothing) {
    return new RideMoney(
        authorize, nothing, new RidePayment(RidePayment.Status.VOIDED, null, 0, 0), extra);
  }

  /** As one of its charges has it; the same when it has seen that version. */
  RideMoney follow(ChargeStanding charge) {
    if (changes.stream().anyMatch(change -> change.id().equals(charge.chargeId()))) {
      return each(one -> one.id().equals(charge.chargeId()) ? one.follow(charge) : one);
    }
    var order = charge.order();
    var isExtra = order != null && order.kind().equals(EXTRA);
    var seen = isExtra ? extra : payment;
    if (charge.version() <= seen.chargeVersion()) return this;
    var paid = RideJourney.payment(charge);
    return isExtra
        ? new RideMoney(authorize, bill, payment, paid, changes)
        : new RideMoney(authorize, bill, paid, extra, changes);
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
