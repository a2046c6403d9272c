package souk.booking.stay;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.ChargeStanding;
import souk.payments.charge.ChargeStatus;

/**
 * How the last card stands that was asked to pay for a stay. Each attempt has a charge of its own,
 * and payments lets only one of them hold or have taken money.
 *
 * @param attempt counted from 1
 * @param status of its charge; null before it is asked
 * @param reason why the card was refused; with AUTHORIZED, why the money could not be taken
 * @param chargeVersion the charge's version it was taken from; 0 before there is one
 * @param capturedMinor what was taken, in minor units of the stay's currency
 * @param refunded whether payments was told to give back what goes back
 */
record StayPayment(
    int attempt,
    UUID cardId,
    @Nullable ChargeStatus status,
    @Nullable String reason,
    long chargeVersion,
    long capturedMinor,
    boolean refunded) {
  /** What payments knows a stay as. */
  static final String ORDER_KIND = "stay";

  /** The charge of an attempt: asking again is asking for the same. */
  UUID chargeOf(UUID stayId) {
    return UuidCreator.getNameBasedSha1(stayId, "attempt-" + attempt);
  }

  /** As its charge has it. */
  StayPayment follow(ChargeStanding charge) {
    var captured = charge.captured();
    return new StayPayment(
        attempt,
        cardId,
        charge.status(),
        charge.reason(),
        charge.version(),
        captured == null ? 0 : captured.minor(),
        refunded);
  }

  /** The one refund that an attempt's charge can have by the stay's terms. */
  UUID refundOf(UUID stayId) {
    return UuidCreator.getNameBasedSha1(chargeOf(stayId), "called-off");
  }

  /** The refund of what a change gave up. */
  UUID refundOfChange(UUID stayId, int number) {
    return UuidCreator.getNameBasedSha1(chargeOf(stayId), "change-" + number);
  }

  /** What comes next while the guest pays. */
  StayPhase whilePaying() {
    if (status == null) return StayPhase.AUTHORIZE;
    return switch (status) {
      case PENDING, UNKNOWN -> StayPhase.AWAIT_AUTHORIZATION;
      case REQUIRES_ACTION -> StayPhase.AWAIT_PAYER;
      case AUTHORIZED, CAPTURED, DECLINED, VOIDED, EXPIRED -> StayPhase.CONCLUDE;
    };
  }

  /** What comes next once the rooms are booked. */
  StayPhase onceBooked() {
    if (status == null) return StayPhase.AWAIT_MONEY;
    return switch (status) {
      // a capture that was refused is not asked for again and again
      case AUTHORIZED -> reason == null ? StayPhase.CAPTURE : StayPhase.UNDO;
      case DECLINED, VOIDED, EXPIRED -> StayPhase.UNDO;
      case PENDING, UNKNOWN, REQUIRES_ACTION -> StayPhase.AWAIT_MONEY;
      case CAPTURED -> StayPhase.AWAIT_STAY;
    };
  }

  /**
   * What comes next once the rooms are not his any more, and not all is kept of what they cost.
   *
   * @param keptMinor what is kept all the same: for that all is taken, and the rest goes back
   */
  StayPhase withoutRooms(long keptMinor) {
    // somebody may be about to ask: what was never asked for must leave a stone
    if (status == null) return StayPhase.RELEASE;
    return switch (status) {
      case REQUIRES_ACTION -> StayPhase.RELEASE;
      case AUTHORIZED -> keptMinor > 0 && reason == null ? StayPhase.CAPTURE : StayPhase.RELEASE;
      case PENDING, UNKNOWN -> StayPhase.AWAIT_MONEY;
      case CAPTURED -> refunded ? StayPhase.AT_REST : StayPhase.REFUND;
      case DECLINED, VOIDED, EXPIRED -> StayPhase.AT_REST;
    };
  }

  /** Whether the rooms may be booked. */
  boolean isGiven() {
    if (status == null) return false;
    return switch (status) {
      case AUTHORIZED, CAPTURED -> true;
      case PENDING, UNKNOWN, REQUIRES_ACTION, DECLINED, VOIDED, EXPIRED -> false;
    };
  }
}
