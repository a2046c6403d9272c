package souk.payments.refund;

import static java.util.Objects.requireNonNull;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.Chargeable;
import souk.payments.refund.Refund.AwaitingApproval;
import souk.payments.refund.Refund.Refunding;
import souk.payments.refund.RefundEvent.Approved;
import souk.payments.refund.RefundEvent.TurnedDown;
import souk.payments.refund.StoredRefund.By;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.identity.Person;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;
import souk.platform.push.Bell;

/**
 * Refunds as operators use them. How much of a charge may go back is decided by one conditional
 * update of the charge's row: what was captured, less what was or is refunded and what is disputed.
 */
@Singleton
final class Refunds {
  /** Hurries the resolver in every process. */
  static final String BELL = "refunds";

  private final StoredRefunds refunds;
  private final RefundableRows charges;
  private final RefundRows rows;
  private final RefundPolicy policy;
  private final Chargeable chargeable;
  private final ActionLog actions;
  private final Transactions transactions;
  private final Bell bell;

  Refunds(
      StoredRefunds refunds,
      RefundableRows charges,
      RefundRows rows,
      RefundPolicy policy,
      Chargeable chargeable,
      ActionLog actions,
      Transactions transactions,
      Bell bell) {
    this.refunds = refunds;
    this.charges = charges;
    this.rows = rows;
    this.policy = policy;
    this.chargeable = chargeable;
    this.actions = actions;
    this.transactions = transactions;
    this.bell = bell;
  }

  /**
   * Gives back, or asks another operator whether to. Joins the present transaction.
   *
   * @throws Problem 404 for an unknown charge, 409 {@code charge_not_captured}, 422 {@code
   *     refund_exceeds_charge} for more than is left of it, {@code refund_other_currency}, and what
   *     {@link Chargeable} refuses
   */
  RefundStanding request(Person operator, UUID chargeId, Money amount, String reason) {
    chargeable.require(amount);
    return transactions.call(() -> {
      if (charges.setAside(chargeId, amount.minor(), amount.currency().getCurrencyCode()) == 0) {
        throw refusal(chargeId, amount);
      }
      var refund =
          refunds.add(first(operator, charges.find(chargeId).orElseThrow(), amount, reason));
      log(operator, "refund.requested", refund, reason);
      return refund.standing();
    });
  }

  private StoredRefund first(Person operator, RefundableRow charge, Money amount, String reason) {
    var needsAnother = policy.needsAnother(rows.onOnePairOfEyes(charge.id()), amount);
    return StoredRefund.first(
        UuidCreator.getTimeOrderedEpoch(),
        charge,
        amount,
        reason,
        by(operator),
        needsAnother ? new AwaitingApproval() : new Refunding(),
        refunds.now());
  }

  private Problem refusal(UUID chargeId, Money amount) {
    var charge = charges.find(chargeId).orElseThrow(() -> Problem.notFound("charge"));
    if (!charge.status().equals("CAPTURED")) {
      return Problem.conflict(
          "charge_not_captured",
          "This charge is %s: there is nothing to give back.".formatted(charge.status()));
    }
    var left = Money.of(Math.max(0, charge.leftMinor()), requireNonNull(charge.currency()));
    if (!left.currency().equals(amount.currency())) {
      return Problem.refused("refund_other_currency", "This charge is in " + left.currency() + ".");
    }
    return Problem.refused(
            "refund_exceeds_charge", "%s of %s left of this charge.".formatted(amount, left))
        .with("left", left);
  }

  /**
   * Another operator agrees. Once that is so, saying it again changes nothing.
   *
   * @throws Problem 404 for an unknown refund, 403 for whoever asked for it, 409 {@code
   *     refund_rejected}, 409 {@code charge_disputed} when an issuer has taken the money meanwhile
   */
  RefundStanding approve(Person operator, UUID refundId) {
    return transactions.call(() -> {
      var asked = locked(operator, refundId);
      if (asked.refund() instanceof AwaitingApproval) refuseDisputed(asked);
      var refund = decided(operator, asked, new Approved(), "refund.approved", null);
      return switch (refund.status()) {
        case REJECTED -> throw Problem.conflict("refund_rejected", "This refund was rejected.");
        case AWAITING_APPROVAL, REFUNDING, UNKNOWN, PENDING, SUCCEEDED, FAILED -> refund;
      };
    });
  }

  /**
   * Another operator does not agree.
   *
   * @throws Problem 404 and 403 as {@link #approve}, 409 {@code refund_under_way} when it was
   *     agreed on, or nobody had to
   */
  RefundStanding reject(Person operator, UUID refundId, String reason) {
    return transactions.call(() -> {
      var asked = locked(operator, refundId);
      var refund = decided(operator, asked, new TurnedDown(), "refund.rejected", reason);
      return switch (refund.status()) {
        case REJECTED -> refund;
        case AWAITING_APPROVAL, REFUNDING, UNKNOWN, PENDING, SUCCEEDED, FAILED ->
            throw Problem.conflict("refund_under_way", "This refund has been accepted already.");
      };
    });
  }

  private void refuseDisputed(StoredRefund asked) {
    if (charges.find(asked.terms().chargeId()).orElseThrow().leftMinor() < 0) {
      throw Problem.conflict("charge_disputed", "The card's issuer has taken this money back.");
    }
  }

  /** As it is behind the lock of its charge, without which no refund moves. */
  private StoredRefund locked(Person operator, UUID refundId) {
    var refund = refunds.find(refundId).orElseThrow(() -> Problem.notFound("refund"));
    if (refund.requestedBy().id().equals(operator.id())) {
      throw Problem.forbidden("Another operator than the one who asked for it has to decide.");
    }
    var _ = charges.lock(refund.terms().chargeId()).orElseThrow();
    return refunds.find(refundId).orElseThrow();
  }

  private RefundStanding decided(
      Person operator,
      StoredRefund asked,
      RefundEvent decision,
      String action,
      @Nullable String reason) {
    var refund = refunds.decide(asked, decision, by(operator));
    if (refund.version() > asked.version()) log(operator, action, refund, reason);
    return refund.standing();
  }

  private void log(Person operator, String action, StoredRefund refund, @Nullable String reason) {
    actions.add(
        Operator.of(operator),
        new OperatorAction(action, "refund", refund.id(), reason, null, refund.standing()));
    transactions.afterCommit(() -> bell.ring(BELL));
  }

  private static By by(Person operator) {
    return new By(operator.id(), operator.name());
  }

  Optional<RefundStanding> find(UUID refundId) {
    return refunds.find(refundId).map(StoredRefund::standing);
  }

  /** Of a charge, the first first. */
  List<RefundStanding> ofCharge(UUID chargeId) {
    return refunds.ofCharge(chargeId).stream().map(StoredRefund::standing).toList();
  }

  /** The newest first. */
  List<RefundStanding> page(RefundSearch search, Cursor before, int limit) {
    return refunds.page(search, before, limit).stream().map(StoredRefund::standing).toList();
  }
}
