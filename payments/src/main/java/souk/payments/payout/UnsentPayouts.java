package souk.payments.payout;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import souk.payments.payee.Payees;
import souk.payments.payout.Payout.Batched;
import souk.payments.payout.PayoutEvent.CancelWanted;
import souk.payments.payout.PayoutEvent.NeverExecuted;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspTransfer;
import souk.payments.psp.PspTransfers;
import souk.payments.restore.Adoption;
import souk.platform.action.ActionLog;
import souk.platform.postgres.Transactions;

/**
 * Stops, after a restore, what a forgotten payout may have been paid instead of. What was taken up
 * and not sent may have been stopped after the backup, and its money be in the payout that the
 * provider shows. What is stopped is earned again; of that the forgotten one is taken, and what is
 * left of it goes out anew.
 */
@Singleton
final class UnsentPayouts {
  /**
   * What the provider's list shows.
   *
   * @param payouts ours that have a transfer
   * @param isAll whether the whole list could be read
   */
  record Sent(Set<UUID> payouts, boolean isAll) {}

  private final PayoutRows rows;
  private final StoredPayouts payouts;
  private final Payees payees;
  private final PspTransfers psp;
  private final ActionLog actions;
  private final Transactions transactions;

  UnsentPayouts(
      PayoutRows rows,
      StoredPayouts payouts,
      Payees payees,
      PspTransfers psp,
      ActionLog actions,
      Transactions transactions) {
    this.rows = rows;
    this.payouts = payouts;
    this.payees = payees;
    this.psp = psp;
    this.actions = actions;
    this.transactions = transactions;
  }

  /** Stops those of whoever has the account; answers what hinders it, if anything does. */
  Optional<String> stop(Adoption adoption, String account, Sent sent) {
    var unsent =
        payees.ofAccount(account).stream()
            .flatMap(payee -> rows.unsentOf(payee.id()).stream())
            .map(PayoutMapping::stored)
            // one that was sent is behind, and is caught up with by itself
            .filter(payout -> !sent.payouts().contains(payout.id()))
            .toList();
    if (!unsent.isEmpty() && !sent.isAll()) return Optional.of("LIST_INCOMPLETE");
    return unsent.stream().flatMap(payout -> stop(adoption, payout).stream()).findFirst();
  }

  /** What was asked for before the list begins is looked for by itself. */
  private Optional<String> stop(Adoption adoption, StoredPayout unsent) {
    Lookup<PspTransfer> lookup = wasAsked(unsent) ? find(adoption, unsent) : new Lookup.Absent<>();
    return switch (lookup) {
      case Lookup.Found<PspTransfer> _ -> Optional.empty();
      case Lookup.Absent<PspTransfer> _ -> {
        stopped(adoption, unsent);
        yield Optional.empty();
      }
      case Lookup.Unavailable<PspTransfer>(var why) -> Optional.of(why.name());
    };
  }

  private static boolean wasAsked(StoredPayout unsent) {
    return unsent.payout() instanceof Batched batched && batched.asked();
  }

  private Lookup<PspTransfer> find(Adoption adoption, StoredPayout unsent) {
    var account = unsent.terms().account();
    return adoption.ask(() -> psp.findTransfer(unsent.id(), account, unsent.intendedAt()));
  }

  private void stopped(Adoption adoption, StoredPayout unsent) {
    transactions.run(() -> {
      if (wasAsked(unsent)) payouts.conclude(unsent, new NeverExecuted());
      payouts.apply(unsent.id(), new CancelWanted());
      var amount = unsent.terms().amount().toString();
      var action = adoption.action("payout.stopped", "payout", unsent.id(), amount);
      actions.add(adoption.operator(), action);
    });
  }
}
