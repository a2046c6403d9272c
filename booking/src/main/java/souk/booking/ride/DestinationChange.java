package souk.booking.ride;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.quote.Quote;
import souk.dispatch.city.Point;
import souk.dispatch.destination.DestinationProposal;
import souk.payments.charge.ChargeStanding;
import souk.platform.money.Money;

/**
 * Another destination that a rider wanted while a driver was on the job. Its money is reserved
 * first, then the driver is asked; the trip's row says whether they agreed.
 *
 * @param id also of its charge and of the proposal to the driver
 * @param number the ride's changes are counted from 1
 * @param from where the ride went until then
 * @param quote of the whole ride, from its pick-up
 * @param authorize what is to be reserved beyond what is already; zero needs no charge
 * @param reason why it was refused; null otherwise
 * @param asked whether the driver is or was asked
 * @param withdrawn whether the rider wants it no more
 * @param payment how its charge stands
 */
record DestinationChange(
    UUID id,
    int number,
    Point from,
    Quote quote,
    Money authorize,
    Status status,
    @Nullable Reason reason,
    boolean asked,
    boolean withdrawn,
    RidePayment payment,
    Instant proposedAt) {
  /** What payments knows its charge as; the order is the change. */
  static final String KIND = "ride_change";

  /** Where a change stands. */
  enum Status {
    /** Its money is reserved, or the driver is asked. */
    PROPOSED,
    /** The ride goes there. */
    AGREED,
    /** The ride went on as it was. */
    REFUSED
  }

  /** Why a ride went on as it was. */
  enum Reason {
    PAYMENT_DECLINED,
    DRIVER_DECLINED,
    EXPIRED,
    WITHDRAWN,
    /** The trip ended, or its driver did not keep it. */
    LAPSED
  }

  /** What is to be done about a change. */
  enum Work {
    NONE,
    AUTHORIZE,
    ASK,
    WITHDRAW,
    CAPTURE,
    RELEASE,
    /** The provider's answer is under way or was lost. */
    AWAIT_MONEY;

    boolean isStep() {
      return switch (this) {
        case AUTHORIZE, ASK, WITHDRAW, CAPTURE, RELEASE -> true;
        case NONE, AWAIT_MONEY -> false;
      };
    }
  }

  boolean isOpen() {
    return status == Status.PROPOSED;
  }

  boolean isAgreed() {
    return status == Status.AGREED;
  }

  /** What is to be done while the ride goes on. */
  Work work() {
    return switch (status) {
      case PROPOSED -> withdrawn ? Work.WITHDRAW : proposed();
      case AGREED -> Work.NONE;
      case REFUSED -> givenBack();
    };
  }

  private Work proposed() {
    if (asked) return Work.NONE;
    if (authorize.minor() == 0) return Work.ASK;
    return switch (payment.status()) {
      case PENDING -> Work.AUTHORIZE;
      case UNKNOWN -> Work.AWAIT_MONEY;
      // the ride goes on as it is while the rider's bank asks him
      case REQUIRES_ACTION -> Work.NONE;
      case AUTHORIZED, DECLINED, CAPTURED, VOIDED -> Work.ASK;
    };
  }

  /** What is to be done once the ride is over, of whose bill so much is left. */
  Work workAtTheEnd(long leftMinor) {
    var wanted =
        isAgreed()
            && leftMinor > 0
            && payment.status() == RidePayment.Status.AUTHORIZED
            && payment.reason() == null;
    return wanted ? Work.CAPTURE : givenBack();
  }

  /** An authorization may be under way although nobody knows of it yet: it is given back too. */
  private Work givenBack() {
    if (authorize.minor() == 0) return Work.NONE;
    return switch (payment.status()) {
      case PENDING, REQUIRES_ACTION, AUTHORIZED -> Work.RELEASE;
      case UNKNOWN -> Work.AWAIT_MONEY;
      case DECLINED, CAPTURED, VOIDED -> Work.NONE;
    };
  }

  /** As its charge has it; the same when it has seen that version. A refused card refuses it. */
  DestinationChange follow(ChargeStanding charge) {
    if (charge.version() <= payment.chargeVersion()) return this;
    var paid = RideJourney.payment(charge);
    var after = with(status, reason, asked, withdrawn, paid);
    if (asked) return after;
    return switch (paid.status()) {
      case DECLINED, VOIDED -> after.refused(Reason.PAYMENT_DECLINED);
      case PENDING, UNKNOWN, REQUIRES_ACTION, AUTHORIZED, CAPTURED -> after;
    };
  }

  /** As the proposal to the driver stands; his consent is told by the trip. */
  DestinationChange follow(DestinationProposal proposal) {
    return switch (proposal.status()) {
      case OPEN -> asked || !isOpen() ? this : with(status, reason, true, withdrawn, payment);
      case ACCEPTED -> this;
      case DECLINED -> refused(Reason.DRIVER_DECLINED);
      case EXPIRED -> refused(Reason.EXPIRED);
      case WITHDRAWN -> refused(Reason.WITHDRAWN);
      case LAPSED -> refused(Reason.LAPSED);
    };
  }

  /** Refused for that reason, unless it was decided before. */
  DestinationChange refused(Reason why) {
    return isOpen() ? with(Status.REFUSED, why, asked, withdrawn, payment) : this;
  }

  /** The trip goes there, whatever was believed before. */
  DestinationChange agreed() {
    return isAgreed() ? this : with(Status.AGREED, null, true, withdrawn, payment);
  }

  /** The rider wants it no more; too late for one that is decided. */
  DestinationChange wantedNoMore() {
    return isOpen() && !withdrawn ? with(status, reason, asked, true, payment) : this;
  }

  private DestinationChange with(
      Status status, @Nullable Reason reason, boolean asked, boolean withdrawn, RidePayment paid) {
    return new DestinationChange(
        id, number, from, quote, authorize, status, reason, asked, withdrawn, paid, proposedAt);
  }
}
