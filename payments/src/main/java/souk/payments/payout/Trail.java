package souk.payments.payout;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.payout.Payout.Accepted;
import souk.payments.payout.Payout.Batched;
import souk.payments.payout.Payout.Pending;
import souk.payments.payout.Payout.Settled;
import souk.payments.payout.Payout.Submitted;
import souk.payments.payout.Payout.Transfer;
import souk.payments.payout.Payout.Undone;
import souk.payments.psp.PayoutMethod;

/**
 * What a payout has left behind on its way.
 *
 * @param method how it is to be sent; null once that is over
 */
record Trail(
    @Nullable UUID batch,
    @Nullable PayoutMethod method,
    @Nullable Transfer transfer,
    @Nullable String payout) {
  static Trail of(Payout payout) {
    return switch (payout) {
      case Pending(var method) -> new Trail(null, method, null, null);
      case Batched(var batch, var method, _) -> new Trail(batch, method, null, null);
      case Submitted(var batch, var transfer, var method) ->
          new Trail(batch, method, transfer, null);
      case Accepted(var batch, var transfer, var sent) -> new Trail(batch, null, transfer, sent);
      case Settled(var batch, var transfer, var sent, _) -> new Trail(batch, null, transfer, sent);
      case Undone undone -> new Trail(undone.batch(), null, undone.transfer(), undone.payout());
    };
  }
}
