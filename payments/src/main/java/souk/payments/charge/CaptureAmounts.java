package souk.payments.charge;

import souk.payments.charge.Charge.ActionRequired;
import souk.payments.charge.Charge.AtWork;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Captured;
import souk.payments.charge.Charge.Capturing;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Expired;
import souk.payments.charge.Charge.Terms;
import souk.payments.charge.Charge.Unknown;
import souk.payments.charge.Charge.Voided;
import souk.payments.psp.PaymentOption;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** Which amounts may be captured of a charge. */
final class CaptureAmounts {
  private CaptureAmounts() {}

  /** Refuses an amount that cannot be taken of a charge as it stands, or that is not the one. */
  static void refuse(Charge charge, Money amount) {
    switch (charge) {
      // it would be capturing if the hold covered the amount
      case Authorized(_, var hold, _) -> throw notAuthorized(amount, hold.left());
      // which of its captures took what is over with it
      case Captured(var terms, _, var captured) ->
          refuseOther(several(terms) ? amount : captured, amount);
      case Capturing(_, _, var capturing, var isLast) ->
          refuseOther(isLast ? capturing : amount, amount);
      case Unknown(Capturing(_, _, var capturing, var isLast)) ->
          refuseOther(isLast ? capturing : amount, amount);
      case AtWork _, Unknown _, ActionRequired _, Declined _, Voided _, Expired _ -> {}
    }
  }

  private static boolean several(Terms terms) {
    return terms.options().contains(PaymentOption.SEVERAL_CAPTURES);
  }

  static Problem notAuthorized(Money amount, Money left) {
    return Problem.refused("amount_not_authorized", "%s of %s authorized".formatted(amount, left));
  }

  private static void refuseOther(Money taken, Money amount) {
    if (!amount.equals(taken)) {
      throw Problem.conflict("captured_otherwise", "%s, not %s".formatted(taken, amount));
    }
  }
}
