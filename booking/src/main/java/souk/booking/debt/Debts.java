package souk.booking.debt;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.payment.PaidOrder;
import souk.payments.charge.ChargeStanding;
import souk.payments.escrow.CompletedOrder;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.money.Money;
import souk.platform.outbox.Outbox;
import souk.platform.page.Cursor;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/**
 * The debts' rows. Each move is one conditional update, so of a rider who pays, a retry by itself
 * and operations who write it off one wins; each attempt has a charge of its own, and payments lets
 * only one of a debt's charges hold or have taken money.
 */
@Singleton
public final class Debts implements PaidOrder {
  static final String TOO_SMALL = "too_small_to_collect";

  private final DebtRows rows;
  private final DebtPolicy policy;
  private final Outbox outbox;
  private final ActionLog actions;
  private final Transactions transactions;
  private final Bell bell;

  Debts(
      DebtRows rows,
      DebtPolicy policy,
      @Named("booking") Outbox outbox,
      ActionLog actions,
      Transactions transactions,
      Bell bell) {
    this.rows = rows;
    this.policy = policy;
    this.outbox = outbox;
    this.actions = actions;
    this.transactions = transactions;
    this.bell = bell;
  }

  /**
   * A ride is over and not paid for. Runs in the transaction that settles the ride; once per ride,
   * whatever is asked later.
   *
   * @param refusedCard the card that would not give it
   * @param reason why, if its issuer said so
   */
  public void open(
      UUID rideId,
      UUID riderId,
      String cityId,
      UUID refusedCard,
      Money amount,
      @Nullable String reason) {
    var id = Debt.idOf(rideId);
    var worthIt = policy.isWorthIt(amount.minor());
    var pause = policy.pauseSeconds(0);
    var entered =
        rows.enter(
            id,
            cityId,
            rideId,
            riderId,
            amount.minor(),
            amount.currency().getCurrencyCode(),
            refusedCard,
            (worthIt ? Debt.Status.OPEN : Debt.Status.WRITTEN_OFF).name(),
            worthIt ? reason : TOO_SMALL,
            pause);
    if (entered == 1) tell(id);
  }

  public Optional<Debt> find(UUID debtId) {
    return rows.find(debtId).map(DebtRow::debt);
  }

  /** The debt that the ride left, if it left one. */
  public Optional<Debt> ofRide(UUID rideId) {
    return find(Debt.idOf(rideId));
  }

  /** What the rider has to pay before he rides again; the oldest. */
  public Optional<Debt> owedBy(UUID riderId) {
    return rows.owedBy(riderId).map(DebtRow::debt);
  }

  List<Debt> ofRider(UUID riderId, Cursor from, int limit) {
    return rows.ofRider(riderId, from.createdAt(), from.id(), limit).stream()
        .map(DebtRow::debt)
        .toList();
  }

  List<Debt> page(Debt.@Nullable Status status, Cursor from, int limit) {
    var wanted = status == null ? null : status.name();
    return rows.page(wanted, from.createdAt(), from.id(), limit).stream()
        .map(DebtRow::debt)
        .toList();
  }

  List<Debt> claimDue(long leaseSeconds, int limit) {
    return rows.claimDue(leaseSeconds, limit).stream().map(DebtRow::debt).toList();
  }

  /**
   * Begins the next attempt by itself; empty when another has begun, or all is over.
   *
   * @param leaseSeconds for how long nobody else drives it
   */
  Optional<Debt> retry(UUID debtId, UUID cardId, long leaseSeconds) {
    return attempt(debtId, cardId, false, leaseSeconds);
  }

  /** As {@link #retry}, by the rider, whom his bank may ask; driven by whoever is there. */
  Optional<Debt> pay(UUID debtId, UUID cardId) {
    return attempt(debtId, cardId, true, 0);
  }

  private Optional<Debt> attempt(
      UUID debtId, UUID cardId, boolean payerPresent, long leaseSeconds) {
    return transactions.call(() ->
        rows.attempt(debtId, cardId, payerPresent, leaseSeconds) == 1
            ? find(debtId)
            : Optional.empty());
  }

  /** Only an open one: an attempt that is under way wins. Who did it is written with it. */
  void writeOff(Operator operator, UUID debtId, String reason) {
    transactions.run(() -> {
      if (rows.writtenOff(debtId, reason) == 0) return;
      tell(debtId);
      actions.add(
          operator, new OperatorAction("debt.written_off", "debt", debtId, reason, null, null));
    });
  }

  @Override
  public Set<String> orderKinds() {
    return Set.of(Debt.ORDER_KIND);
  }

  /** What became of an attempt's charge; an attempt that is over learns nothing. */
  @Override
  public void follow(UUID debtId, ChargeStanding charge) {
    transactions.run(() ->
        find(debtId)
            .filter(debt -> debt.chargeId().equals(charge.chargeId()))
            .filter(debt -> moved(debt, charge) == 1)
            .ifPresent(_ -> tell(debtId)));
  }

  private int moved(Debt debt, ChargeStanding charge) {
    return switch (charge.status()) {
      case CAPTURED -> rows.paid(debt.id(), debt.attempt());
      case DECLINED, VOIDED, EXPIRED -> {
        var pause = policy.pauseSeconds(debt.attempt());
        yield rows.refused(debt.id(), debt.attempt(), charge.reason(), pause);
      }
      case REQUIRES_ACTION -> rows.asksPayer(debt.id(), debt.attempt());
      case AUTHORIZED -> goesOn(debt);
      case PENDING, UNKNOWN -> 0;
    };
  }

  private int goesOn(Debt debt) {
    var moved = rows.goesOn(debt.id(), debt.attempt());
    if (moved == 1) transactions.afterCommit(() -> bell.ring(CollectDebts.BELL));
    return moved;
  }

  private void tell(UUID debtId) {
    var debt = find(debtId).orElseThrow();
    var type = DebtView.eventType(debt.status());
    outbox.add(debt.id(), debt.version(), debt.rideId(), type, DebtView.of(debt));
    debt.cleared()
        .ifPresent(cleared ->
            outbox.add(debt.id(), debt.version(), debt.rideId(), CompletedOrder.EVENT, cleared));
  }
}
