package souk.payments.refund;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.payments.refund.Refund.AwaitingApproval;
import souk.payments.refund.Refund.Refunding;
import souk.payments.refund.StoredRefund.By;
import souk.platform.money.Money;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;
import souk.platform.push.Bell;

/**
 * Refunds by the terms of an order, such as those of a stay that was called off. The terms were
 * agreed on when it was paid for, so nobody decides on them; otherwise they go as all others do.
 */
@Singleton
public final class OrderRefunds {
  private final StoredRefunds refunds;
  private final RefundableRows charges;
  private final Transactions transactions;
  private final Bell bell;

  OrderRefunds(
      StoredRefunds refunds, RefundableRows charges, Transactions transactions, Bell bell) {
    this.refunds = refunds;
    this.charges = charges;
    this.transactions = transactions;
    this.bell = bell;
  }

  /**
   * The wish to give a charge back but for what stays.
   *
   * @param refundId made by the caller and kept, so that asking again is asking for the same
   * @param keep zero or more, in the charge's currency
   * @param by whose doing it is
   */
  public record GiveBackAllBut(
      UUID refundId, UUID chargeId, Money keep, UUID by, String byName, String reason) {}

  /**
   * Gives back what is left of the charge beyond what stays. What went back before, and what an
   * issuer has taken, is not given once more; empty when that leaves nothing. What waits for
   * another operator's word has not gone back, and is turned down where it is in the way.
   *
   * @throws Problem 404 for an unknown charge, 409 {@code charge_not_captured}
   */
  public Optional<RefundStanding> giveBack(GiveBackAllBut wish) {
    return transactions.call(() -> {
      var charge = charges.lock(wish.chargeId()).orElseThrow(() -> Problem.notFound("charge"));
      var before = find(wish.refundId());
      return before.isPresent() ? before : begin(wish, charge);
    });
  }

  /** How it stands. */
  public Optional<RefundStanding> find(UUID refundId) {
    return refunds.find(refundId).map(StoredRefund::standing);
  }

  /** What of a charge went back, whoever gave it, as its payer sees it. */
  public List<RefundView> ofCharge(UUID chargeId) {
    return refunds.ofCharge(chargeId).stream().flatMap(RefundView::of).toList();
  }

  private Optional<RefundStanding> begin(GiveBackAllBut wish, RefundableRow charge) {
    if (!charge.status().equals("CAPTURED")) {
      throw Problem.conflict("charge_not_captured", "Nothing was taken that could go back.");
    }
    var currency = wish.keep().currency();
    var waiting = waiting(charge.id());
    var minor = charge.leftMinor() + minor(waiting) - wish.keep().minor();
    if (minor <= 0) return Optional.empty();
    if (minor > charge.leftMinor()) turnDown(waiting, new By(wish.by(), wish.byName()));
    if (charges.setAside(charge.id(), minor, currency.getCurrencyCode()) == 0) {
      throw new IllegalArgumentException("a refund in another currency than its charge's");
    }
    var first =
        StoredRefund.first(
            wish.refundId(),
            charge,
            new Money(minor, currency),
            wish.reason(),
            new By(wish.by(), wish.byName()),
            new Refunding(),
            refunds.now());
    transactions.afterCommit(() -> bell.ring(Refunds.BELL));
    return Optional.of(refunds.add(first).standing());
  }

  /** What operators have not agreed on is set aside, and has not gone back. */
  private List<StoredRefund> waiting(UUID chargeId) {
    return refunds.ofCharge(chargeId).stream()
        .filter(refund -> refund.refund() instanceof AwaitingApproval)
        .toList();
  }

  private static long minor(List<StoredRefund> all) {
    return all.stream().mapToLong(refund -> refund.terms().amount().minor()).sum();
  }

  /** What was agreed on with the payer comes before what somebody wishes. */
  private void turnDown(List<StoredRefund> waiting, By decider) {
    for (var refund : waiting) {
      var _ = refunds.decide(refund, new RefundEvent.TurnedDown(), decider);
    }
  }
}
