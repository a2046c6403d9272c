package souk.payments.charge;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.Charge.ActionRequired;
import souk.payments.charge.Charge.AtWork;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Captured;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Expired;
import souk.payments.charge.Charge.Unknown;
import souk.payments.charge.Charge.Voided;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.PspKey;
import souk.platform.money.Money;

/**
 * A charge with what the row keeps about its operations.
 *
 * @param generation of the operation under way, or of the next one
 * @param looks how often the resolver has looked since it last moved
 * @param intendedAt since when the request of this generation may have been sent
 * @param asOf when it stood like this, by the database's clock
 */
record StoredCharge(
    UUID id,
    Charge charge,
    int generation,
    long version,
    int looks,
    Instant intendedAt,
    Instant asOf) {

  /** One that has just been added. */
  static StoredCharge first(UUID id, Charge charge, Instant now) {
    return new StoredCharge(id, charge, 1, 1, 0, now, now);
  }

  /** The same, seen again at another instant. */
  StoredCharge at(Instant instant) {
    return new StoredCharge(id, charge, generation, version, looks, intendedAt, instant);
  }

  /** The provider's key for the operation under way. */
  PspKey key(String operation) {
    return PspKey.of(id, operation, generation);
  }

  /** The next state, in which the operation is the same, or the first one begins. */
  StoredCharge moved(Charge next, Instant now) {
    var begins = charge.work() == null;
    return new StoredCharge(
        id, next, generation, version + 1, looksAt(next), begins ? now : intendedAt, now);
  }

  /** The next state, in which whatever is asked is asked under a new key. */
  StoredCharge concluded(Charge next, Instant now) {
    return new StoredCharge(id, next, generation + 1, version + 1, looksAt(next), now, now);
  }

  /** An operation that is asked once more has not come any further: its looks go on counting. */
  private int looksAt(Charge next) {
    var work = next.work();
    var before = charge.work();
    return work != null && before != null && work.getClass().equals(before.getClass()) ? looks : 0;
  }

  ChargeStanding standing() {
    var terms = charge.terms();
    if (terms == null) return new ChargeStanding(id, null, status(), null, null, null, version);
    var nothing = Money.zero(terms.amount().currency());
    var hold = charge.hold();
    return new ChargeStanding(
        id,
        terms.order(),
        status(),
        reason(),
        hold == null ? nothing : hold.amount(),
        captured(nothing),
        version,
        hold == null || charge.isSettled() ? null : hold.captureBefore());
  }

  private Money captured(Money nothing) {
    if (charge instanceof Captured(_, _, var captured)) return captured;
    var hold = charge.hold();
    return hold == null ? nothing : hold.taken();
  }

  private ChargeStatus status() {
    return switch (charge) {
      case AtWork _ -> ChargeStatus.PENDING;
      case Unknown _ -> ChargeStatus.UNKNOWN;
      case ActionRequired _ -> ChargeStatus.REQUIRES_ACTION;
      case Authorized _ -> ChargeStatus.AUTHORIZED;
      case Declined _ -> ChargeStatus.DECLINED;
      case Captured _ -> ChargeStatus.CAPTURED;
      case Voided _ -> ChargeStatus.VOIDED;
      case Expired _ -> ChargeStatus.EXPIRED;
    };
  }

  private @Nullable String reason() {
    return switch (charge) {
      case Authorized(_, _, var refused) -> refused == null ? null : refused.code();
      case Declined(_, var refusal, _) -> refusal.reason().code();
      case Expired _ -> DeclineReason.AUTHORIZATION_EXPIRED.code();
      case AtWork _, Unknown _, ActionRequired _, Captured _, Voided _ -> null;
    };
  }
}
