package souk.payments.refund;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;
import souk.payments.psp.PspKey;
import souk.payments.refund.Refund.Failed;
import souk.payments.refund.RefundEvent.NeverExecuted;
import souk.platform.money.Money;

/**
 * A refund with what the row keeps about it.
 *
 * @param decidedBy who agreed or did not; null where one pair of eyes is enough
 * @param generation of the request under way, or of the last one
 * @param looks how often the resolver has looked since it last moved
 * @param intendedAt since when the request of this generation may have been sent
 */
record StoredRefund(
    UUID id,
    Terms terms,
    By requestedBy,
    @Nullable By decidedBy,
    Refund refund,
    int generation,
    long version,
    int looks,
    Instant intendedAt,
    Instant movedAt,
    Instant createdAt) {
  /**
   * What is given back; fixed when it is asked for.
   *
   * @param payment the provider's id of what is refunded
   * @param reason the words of whoever asked for it
   */
  record Terms(
      UUID chargeId, OrderRef order, UUID payer, String payment, Money amount, String reason) {}

  /** An operator, or whoever an order was called off by. */
  record By(UUID id, String name) {}

  /** In its first state, of what this charge has taken. */
  static StoredRefund first(
      UUID id,
      RefundableRow charge,
      Money amount,
      String reason,
      By by,
      Refund state,
      Instant now) {
    var order = new OrderRef(requireNonNull(charge.orderKind()), requireNonNull(charge.orderId()));
    var payment = requireNonNull(charge.pspReference());
    var payer = requireNonNull(charge.payerId());
    var terms = new Terms(charge.id(), order, payer, payment, amount, reason);
    return new StoredRefund(id, terms, by, null, state, 1, 1, 0, now, now, now);
  }

  /** What everything posted for it carries. */
  String cause() {
    return "refund " + id;
  }

  PspKey key() {
    return PspKey.of(id, "refund", generation);
  }

  /** The next state. Only when nothing came of a request the next one has a key of its own. */
  StoredRefund moved(Refund next, RefundEvent event, @Nullable By decider, Instant now) {
    var again = event instanceof NeverExecuted;
    var begins = again || event instanceof RefundEvent.Approved;
    return new StoredRefund(
        id,
        terms,
        requestedBy,
        decider == null ? decidedBy : decider,
        next,
        again ? generation + 1 : generation,
        version + 1,
        again ? looks : 0,
        begins ? now : intendedAt,
        now,
        createdAt);
  }

  RefundStanding standing() {
    return new RefundStanding(
        id,
        terms.chargeId(),
        terms.order(),
        refund.status(),
        terms.amount(),
        terms.reason(),
        refund instanceof Failed(_, var failure) ? failure : null,
        requestedBy.id(),
        decidedBy == null ? null : decidedBy.id(),
        createdAt,
        version);
  }
}
