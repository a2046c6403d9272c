package souk.payments.refund;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;
import souk.payments.refund.Refund.AwaitingApproval;
import souk.payments.refund.Refund.Failed;
import souk.payments.refund.Refund.Pending;
import souk.payments.refund.Refund.Refunding;
import souk.payments.refund.Refund.Rejected;
import souk.payments.refund.Refund.Succeeded;
import souk.payments.refund.Refund.Unknown;
import souk.payments.refund.StoredRefund.By;
import souk.payments.refund.StoredRefund.Terms;
import souk.platform.money.Money;

/** The one place that knows which columns make which state. */
final class RefundMapping {
  private RefundMapping() {}

  static StoredRefund stored(RefundRow row) {
    var terms =
        new Terms(
            row.chargeId(),
            new OrderRef(row.orderKind(), row.orderId()),
            row.payerId(),
            row.payment(),
            Money.of(row.amountMinor(), row.currency()),
            row.reason());
    var decider = row.decidedBy();
    return new StoredRefund(
        row.id(),
        terms,
        new By(row.requestedBy(), row.requestedByName()),
        decider == null ? null : new By(decider, requireNonNull(row.decidedByName())),
        refund(row),
        row.generation(),
        row.version(),
        row.looks(),
        row.intendedAt(),
        row.movedAt(),
        row.createdAt());
  }

  private static Refund refund(RefundRow row) {
    return switch (RefundStatus.valueOf(row.status())) {
      case AWAITING_APPROVAL -> new AwaitingApproval();
      case REJECTED -> new Rejected();
      case REFUNDING -> new Refunding();
      case UNKNOWN -> new Unknown(row.pspReference());
      case PENDING -> new Pending(requireNonNull(row.pspReference()));
      case SUCCEEDED -> new Succeeded(requireNonNull(row.pspReference()));
      case FAILED -> new Failed(row.pspReference(), requireNonNull(row.failure()));
    };
  }

  static void enter(RefundRows rows, StoredRefund stored, @Nullable Instant nextWakeAt) {
    var terms = stored.terms();
    rows.enter(
        stored.id(),
        terms.chargeId(),
        terms.order().kind(),
        terms.order().id(),
        terms.payer(),
        terms.payment(),
        terms.amount().minor(),
        terms.amount().currency().getCurrencyCode(),
        terms.reason(),
        stored.requestedBy().id(),
        stored.requestedBy().name(),
        stored.refund().status().name(),
        nextWakeAt,
        stored.createdAt());
  }

  /** Writes what has changed; answers whether the row was still of the version before. */
  static boolean update(RefundRows rows, StoredRefund stored, @Nullable Instant nextWakeAt) {
    var refund = stored.refund();
    var decider = stored.decidedBy();
    return rows.update(
            stored.id(),
            stored.version(),
            refund.status().name(),
            decider == null ? null : decider.id(),
            decider == null ? null : decider.name(),
            stored.generation(),
            refund.reference(),
            refund instanceof Failed(_, var failure) ? failure : null,
            stored.looks(),
            stored.intendedAt(),
            stored.movedAt(),
            nextWakeAt)
        == 1;
  }
}
