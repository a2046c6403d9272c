package souk.payments.payout;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.payments.payout.Payout.Accepted;
import souk.payments.payout.Payout.Batched;
import souk.payments.payout.Payout.Ending;
import souk.payments.payout.Payout.Pending;
import souk.payments.payout.Payout.Settled;
import souk.payments.payout.Payout.Submitted;
import souk.payments.payout.Payout.Transfer;
import souk.payments.payout.Payout.Undone;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.Setback;
import souk.platform.money.Money;

/** The one place that knows which columns make which state. */
final class PayoutMapping {
  private PayoutMapping() {}

  static StoredPayout stored(PayoutRow row) {
    var amount = Money.of(row.amountMinor(), row.currency());
    return new StoredPayout(
        row.id(),
        new StoredPayout.Terms(row.payeeId(), row.pspAccount(), amount),
        payout(row),
        row.unanswered(),
        row.generation(),
        row.version(),
        row.looks(),
        row.intendedAt(),
        row.movedAt());
  }

  private static Payout payout(PayoutRow row) {
    return switch (PayoutStatus.valueOf(row.status())) {
      case PENDING -> new Pending(method(row));
      case BATCHED -> new Batched(requireNonNull(row.batchId()), method(row), row.asked());
      case SUBMITTED ->
          new Submitted(requireNonNull(row.batchId()), requireNonNull(transfer(row)), method(row));
      case ACCEPTED ->
          new Accepted(
              requireNonNull(row.batchId()),
              requireNonNull(transfer(row)),
              requireNonNull(row.pspPayout()));
      case SETTLED ->
          new Settled(
              requireNonNull(row.batchId()),
              requireNonNull(transfer(row)),
              requireNonNull(row.pspPayout()),
              row.finishedAt() != null);
      case REVERSED -> undone(row, Ending.REVERSED);
      case RETURNED -> undone(row, Ending.RETURNED);
      case FAILED -> undone(row, Ending.FAILED);
    };
  }

  private static Undone undone(PayoutRow row, Ending ending) {
    return new Undone(
        ending,
        Setback.valueOf(requireNonNull(row.setback())),
        requireNonNull(row.pspCode()),
        row.batchId(),
        transfer(row),
        row.pspPayout(),
        row.takenBack());
  }

  private static PayoutMethod method(PayoutRow row) {
    return PayoutMethod.valueOf(row.method());
  }

  private static @Nullable Transfer transfer(PayoutRow row) {
    var reference = row.transfer();
    if (reference == null) return null;
    return new Transfer(
        reference, Money.of(requireNonNull(row.transferredMinor()), row.currency()));
  }

  /** Writes what has changed; answers whether the row was still of the version before. */
  static boolean update(
      PayoutRows rows, StoredPayout stored, @Nullable Instant nextWakeAt, Instant now) {
    var payout = stored.payout();
    var trail = Trail.of(payout);
    var undone = payout instanceof Undone some ? some : null;
    return rows.update(
            stored.id(),
            stored.version(),
            payout.status().name(),
            trail.batch(),
            trail.method() == null ? null : trail.method().name(),
            payout instanceof Batched batched && batched.asked(),
            stored.unanswered(),
            trail.transfer() == null ? null : trail.transfer().reference(),
            trail.transfer() == null ? null : trail.transfer().amount().minor(),
            trail.payout(),
            undone != null && undone.takenBack(),
            undone == null ? null : undone.setback().name(),
            undone == null ? null : undone.code(),
            stored.generation(),
            stored.looks(),
            stored.intendedAt(),
            now,
            nextWakeAt,
            payout.isFinished() ? now : null)
        == 1;
  }
}
