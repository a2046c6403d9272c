package souk.payments.payout;

import com.github.f4b6a3.uuid.util.UuidUtil;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import souk.payments.ledger.Ledger;
import souk.payments.ledger.OwnerBalances;
import souk.payments.payee.Payee;
import souk.payments.payee.Payees;
import souk.payments.psp.PspRecords.Transfer;
import souk.payments.restore.Adoption;
import souk.platform.action.ActionLog;
import souk.platform.money.Money;
import souk.platform.postgres.Transactions;

/** Gives payouts that the provider knows and we do not a row again. */
@Singleton
final class ForgottenPayouts {
  private final PayoutRows rows;
  private final Payees payees;
  private final OwnerBalances balances;
  private final Ledger ledger;
  private final ActionLog actions;
  private final Transactions transactions;

  ForgottenPayouts(
      PayoutRows rows,
      Payees payees,
      OwnerBalances balances,
      Ledger ledger,
      ActionLog actions,
      Transactions transactions) {
    this.rows = rows;
    this.payees = payees;
    this.balances = balances;
    this.ledger = ledger;
    this.actions = actions;
    this.transactions = transactions;
  }

  /** As if it were taken up now; false when nobody we know has the account it went to. */
  boolean enter(Adoption adoption, UUID id, Transfer record) {
    return transactions.call(() ->
        payees
            .lockByAccount(record.account())
            .map(payee -> enter(adoption, id, record.transfer().amount(), payee))
            .isPresent());
  }

  private UUID enter(Adoption adoption, UUID id, Money amount, Payee payee) {
    // when it was taken up is in its id, and nobody is taken up twice at one instant
    var takenUpAt = UuidUtil.getInstant(id);
    var entered =
        rows.enter(
            id,
            payee.id(),
            payee.account(),
            amount.minor(),
            amount.currency().getCurrencyCode(),
            payee.method().name(),
            takenUpAt,
            takenUpAt);
    if (entered == 0) throw new IllegalStateException("another payout of this window");
    var shares = shares(payee, amount);
    shares
        .legs(payee.id())
        .forEach(one -> rows.addItem(id, one.account().kind().name(), one.amount().minor()));
    rows.log(id, 1, "adopted", PayoutStatus.PENDING.name(), null);
    actions.add(
        adoption.operator(), adoption.action("payout.adopted", "payout", id, amount.toString()));
    ledger.post(List.of(PayoutPostings.sentUnasked(id, payee.id(), shares)));
    return id;
  }

  /** Of tips only what his earnings do not cover; what neither covers he owes. */
  private Shares shares(Payee payee, Money amount) {
    var standing = Earnings.of(balances.of(payee.id()), amount.currency());
    var uncovered = Math.max(0, amount.minor() - standing.earned().minor());
    var tips = new Money(Math.min(standing.tips().minor(), uncovered), amount.currency());
    return new Shares(amount.minus(tips), tips);
  }
}
