package souk.payments.refund;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.payments.refund.Refund.AwaitingApproval;
import souk.payments.refund.Refund.Failed;
import souk.payments.refund.Refund.Pending;
import souk.payments.refund.Refund.Refunding;
import souk.payments.refund.Refund.Rejected;
import souk.payments.refund.Refund.Succeeded;
import souk.payments.refund.Refund.Unknown;
import souk.platform.background.Backoff;

/** When somebody should look at a refund again, should nothing wake him before. */
final class RefundPauses {
  private static final Duration UNKNOWN_MAX = Duration.ofMinutes(5);
  private static final Duration PENDING_MAX = Duration.ofHours(1);
  private static final Duration WATCHED = Duration.ofHours(1);

  /** Stripe's own limit for a refund that comes back. */
  private static final Duration MAY_COME_BACK = Duration.ofDays(30);

  private RefundPauses() {}

  /** Null when nothing more is to be found out. */
  static @Nullable Instant next(StoredRefund stored, Instant now) {
    return switch (stored.refund()) {
      case Refunding _ ->
          stored.looks() == 0 ? now : now.plus(Backoff.after(stored.looks(), UNKNOWN_MAX));
      case Unknown _ -> now.plus(Backoff.after(stored.looks(), UNKNOWN_MAX));
      case Pending _ -> now.plus(Backoff.after(stored.looks(), PENDING_MAX));
      case Succeeded _ -> watched(stored, now);
      case AwaitingApproval _, Rejected _, Failed _ -> null;
    };
  }

  private static @Nullable Instant watched(StoredRefund stored, Instant now) {
    if (stored.movedAt().plus(MAY_COME_BACK).isBefore(now)) return null;
    return now.plus(WATCHED.multipliedBy(1L << Math.min(stored.looks(), 7)));
  }
}
