package souk.payments.payee;

import jakarta.inject.Singleton;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspPayees;
import souk.payments.psp.PspStanding;
import souk.payments.psp.Setback;

/**
 * Reads at the provider whether money may be sent to somebody. Of two who read at once the row
 * takes the one that nobody has overtaken, and the other looks again.
 */
@Singleton
final class PayeeStandings {
  private final PayeeRows rows;
  private final PspPayees psp;

  PayeeStandings(PayeeRows rows, PspPayees psp) {
    this.rows = rows;
    this.psp = psp;
  }

  /**
   * Answers him as his row has it afterwards; without an answer of the provider's he stays as he
   * was, and is looked at later.
   */
  Payee look(Payee payee) {
    if (psp.standing(payee.account()) instanceof Lookup.Found<PspStanding>(var standing)) {
      if (take(payee, standing) == 0) rows.wake(payee.account());
    }
    return rows.find(payee.id()).orElseThrow().payee();
  }

  private int take(Payee payee, PspStanding standing) {
    var needs = PayeeRow.join(standing.needs());
    if (standing.isAble() && wasJustRefused(payee)) {
      return rows.doubted(payee.id(), payee.version(), needs);
    }
    var status = payee.status().seen(standing.isAble());
    return rows.seen(payee.id(), payee.version(), status.name(), needs);
  }

  /** Else each window would send him what comes back at once. */
  private static boolean wasJustRefused(Payee payee) {
    return payee.status() == Payee.Status.RESTRICTED && payee.setback() == Setback.NOT_READY;
  }
}
