package souk.payments.charge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.Charge.ActionRequired;
import souk.payments.charge.Charge.AtWork;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Captured;
import souk.payments.charge.Charge.Capturing;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Expired;
import souk.payments.charge.Charge.Increasing;
import souk.payments.charge.Charge.Unknown;
import souk.payments.charge.Charge.Voided;
import souk.payments.charge.Charge.Voiding;
import souk.payments.psp.NextAction;

/**
 * Writes a charge's state into the columns that {@link ChargeMapping} reads; {@link NewCharge}
 * writes those of a first state.
 */
final class ChargeColumns {
  private ChargeColumns() {}

  /** Writes what has changed; answers whether the row was still of the version before. */
  static boolean update(
      ChargeRows rows, StoredCharge stored, @Nullable Instant nextWakeAt, Instant now) {
    var charge = stored.charge();
    var work = charge.work();
    var hold = charge.hold();
    var action = action(charge);
    return rows.update(
            stored.id(),
            stored.version(),
            status(charge),
            operation(work),
            stored.generation(),
            work instanceof Authorizing(_, _, var releaseWanted, _) && releaseWanted,
            reference(charge),
            action == null ? null : action.type(),
            action == null ? null : action.url(),
            action == null ? null : action.clientSecret(),
            hold == null ? 0 : hold.amount().minor(),
            work instanceof Increasing(_, _, var total) ? total.minor() : null,
            work instanceof Capturing(_, _, var amount, _) ? amount.minor() : null,
            !(work instanceof Capturing(_, _, _, var isLast)) || isLast,
            captured(charge),
            hold == null ? 0 : hold.captures(),
            reason(charge),
            pspCode(charge),
            hold == null ? null : hold.captureBefore(),
            stored.looks(),
            stored.intendedAt(),
            now,
            nextWakeAt,
            charge.isSettled() ? now : null)
        == 1;
  }

  private static @Nullable NextAction action(Charge charge) {
    return charge instanceof ActionRequired(_, _, var action) ? action : null;
  }

  private static long captured(Charge charge) {
    if (charge instanceof Captured(_, _, var captured)) return captured.minor();
    var hold = charge.hold();
    return hold == null ? 0 : hold.taken().minor();
  }

  static @Nullable String pspCode(Charge charge) {
    return switch (charge) {
      case Declined(_, var refusal, _) -> refusal.pspCode();
      case Voiding(_, _, var refusal) when refusal != null -> refusal.pspCode();
      case Unknown(var work) -> pspCode(work);
      case AtWork _, ActionRequired _, Authorized _, Captured _, Voided _, Expired _ -> null;
    };
  }

  static String status(Charge charge) {
    return switch (charge) {
      case Authorizing _ -> "AUTHORIZING";
      case ActionRequired _ -> "REQUIRES_ACTION";
      case Authorized _ -> "AUTHORIZED";
      case Declined _ -> "DECLINED";
      case Increasing _ -> "INCREASING";
      case Capturing _ -> "CAPTURING";
      case Captured _ -> "CAPTURED";
      case Voiding _ -> "VOIDING";
      case Voided _ -> "VOIDED";
      case Expired _ -> "EXPIRED";
      case Unknown _ -> "UNKNOWN";
    };
  }

  static @Nullable String operation(@Nullable AtWork work) {
    return switch (work) {
      case null -> null;
      case Authorizing _ -> "AUTHORIZE";
      case Increasing _ -> "INCREASE";
      case Capturing _ -> "CAPTURE";
      case Voiding _ -> "VOID";
    };
  }

  static @Nullable String reference(Charge charge) {
    return switch (charge) {
      case Authorizing(_, _, _, var reference) -> reference;
      case Declined(_, _, var reference) -> reference;
      case Unknown(var work) -> reference(work);
      case ActionRequired _,
          Authorized _,
          Increasing _,
          Capturing _,
          Captured _,
          Voiding _,
          Voided _,
          Expired _ ->
          charge.hold() == null ? null : charge.hold().reference();
    };
  }

  static @Nullable String reason(Charge charge) {
    return switch (charge) {
      case Authorized(_, _, var refused) -> refused == null ? null : refused.name();
      case Declined(_, var refusal, _) -> refusal.reason().name();
      case Voiding(_, _, var refusal) when refusal != null -> refusal.reason().name();
      case Unknown(var work) -> reason(work);
      case AtWork _, ActionRequired _, Captured _, Voided _, Expired _ -> null;
    };
  }
}
