package souk.payments.refund;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.charge.GiveBack;
import souk.payments.order.OrderRef;
import souk.payments.psp.PspRecords;
import souk.payments.psp.PspRefund;
import souk.payments.refund.RefundEvent.Approved;
import souk.payments.refund.RefundEvent.Seen;
import souk.payments.refund.StoredRefund.By;
import souk.payments.refund.StoredRefund.Terms;
import souk.payments.restore.Adopter;
import souk.payments.restore.Adoption;
import souk.platform.action.ActionLog;
import souk.platform.money.Money;
import souk.platform.postgres.Transactions;

/**
 * Refunds after a restore. Money that has gone back to a card is gone: the refund gets a row under
 * the id it had, its amount is set aside on the charge and it is posted, so that nobody gives the
 * same money back again.
 */
@Singleton
final class AdoptRefunds implements Adopter {
  /** Who asked for it, and who agreed, is forgotten. */
  private static final By FORGOTTEN = new By(new UUID(0, 0), "forgotten in a restore");

  private final StoredRefunds refunds;
  private final RefundableRows charges;
  private final PspRecords records;
  private final ActionLog actions;
  private final Transactions transactions;

  AdoptRefunds(
      StoredRefunds refunds,
      RefundableRows charges,
      PspRecords records,
      ActionLog actions,
      Transactions transactions) {
    this.refunds = refunds;
    this.charges = charges;
    this.records = records;
    this.actions = actions;
    this.transactions = transactions;
  }

  @Override
  public Rank rank() {
    return Rank.REFUNDS;
  }

  @Override
  public void adopt(Adoption adoption) {
    adoption.all(
        "refunds",
        next -> records.refunds(adoption.since(), next),
        refund -> lookAtOne(adoption, refund));
  }

  private void lookAtOne(Adoption adoption, PspRecords.Refund record) {
    var id = record.refundId();
    if (id == null || record.refund().status() == PspRefund.Status.UNDECIDED) return;
    var known = refunds.find(id).orElse(null);
    if (known != null) {
      catchUp(adoption, known, record.refund());
      return;
    }
    charge(record)
        .filter(charge -> isGone(record) && !id.equals(GiveBack.refundOf(charge.id())))
        .ifPresent(charge ->
            adoption.found(
                "refund_forgotten",
                id,
                record.refund().reference(),
                record.amount(),
                () -> enter(adoption, id, charge, record)));
  }

  /** What went back of a payment that was given back as a whole needs no row. */
  private Optional<RefundableRow> charge(PspRecords.Refund record) {
    @Nullable String payment = record.payment();
    return payment == null ? Optional.empty() : charges.paidBy(payment);
  }

  private static boolean isGone(PspRecords.Refund record) {
    return record.refund().status() != PspRefund.Status.FAILED;
  }

  private void catchUp(Adoption adoption, StoredRefund known, PspRefund seen) {
    var after = RefundTurns.on(agreed(known.refund()), new Seen(seen));
    if (after.equals(known.refund())) return;
    adoption.found(
        "refund_behind",
        known.id(),
        seen.reference(),
        seen.status(),
        () -> apply(adoption, known, seen));
  }

  /** Nobody can have asked the provider before it was agreed on. */
  private static Refund agreed(Refund refund) {
    return RefundTurns.on(refund, new Approved());
  }

  private Optional<String> apply(Adoption adoption, StoredRefund known, PspRefund seen) {
    if (known.refund() instanceof Refund.AwaitingApproval) {
      refunds.decide(known, new Approved(), FORGOTTEN);
    }
    return conclude(adoption, known.id(), seen);
  }

  private Optional<String> conclude(Adoption adoption, UUID id, PspRefund seen) {
    transactions.run(() -> {
      var stored = refunds.find(id).orElseThrow();
      var action = adoption.action("refund.adopted", "refund", id, stored.standing());
      actions.add(adoption.operator(), action);
      refunds.conclude(stored, new Seen(seen));
    });
    return Optional.empty();
  }

  /** In two transactions, each of which posts once; whoever dies in between finds the row. */
  private Optional<String> enter(
      Adoption adoption, UUID id, RefundableRow charge, PspRecords.Refund record) {
    var isSetAside =
        transactions.call(() -> {
          var amount = record.amount();
          var currency = amount.currency().getCurrencyCode();
          if (charges.setAside(charge.id(), amount.minor(), currency) == 0) return false;
          refunds.add(first(id, charge, amount));
          return true;
        });
    if (!isSetAside) return Optional.of("more than is left of its charge");
    return conclude(adoption, id, record.refund());
  }

  private StoredRefund first(UUID id, RefundableRow charge, Money amount) {
    var order = new OrderRef(requireNonNull(charge.orderKind()), requireNonNull(charge.orderId()));
    var terms =
        new Terms(
            charge.id(),
            order,
            requireNonNull(charge.payerId()),
            requireNonNull(charge.pspReference()),
            amount,
            "found at the provider after a restore");
    var now = refunds.now();
    return new StoredRefund(
        id, terms, FORGOTTEN, null, new Refund.Refunding(), 1, 1, 0, now, now, now);
  }
}
