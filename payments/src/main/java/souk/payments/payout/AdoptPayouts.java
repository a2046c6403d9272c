package souk.payments.payout;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import souk.payments.payout.Payout.Batched;
import souk.payments.payout.Payout.Pending;
import souk.payments.payout.PayoutEvent.TransferIntended;
import souk.payments.payout.PayoutEvent.TransferSeen;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspRecords;
import souk.payments.psp.PspRecords.Transfer;
import souk.payments.psp.PspTransfers;
import souk.payments.restore.Adopter;
import souk.payments.restore.Adoption;

/**
 * Payouts after a restore. What was transferred is gone from what the payee has earned: the payout
 * gets a row under the id it had, so that nobody pays him the same money again. Money that went to
 * somebody who is forgotten himself is taken back.
 */
@Singleton
final class AdoptPayouts implements Adopter {
  private final StoredPayouts payouts;
  private final ForgottenPayouts forgotten;
  private final PayoutSteps steps;
  private final PspTransfers psp;
  private final PspRecords records;
  private final PayoutConfiguration configuration;

  AdoptPayouts(
      StoredPayouts payouts,
      ForgottenPayouts forgotten,
      PayoutSteps steps,
      PspTransfers psp,
      PspRecords records,
      PayoutConfiguration configuration) {
    this.payouts = payouts;
    this.forgotten = forgotten;
    this.steps = steps;
    this.psp = psp;
    this.records = records;
    this.configuration = configuration;
  }

  @Override
  public Rank rank() {
    return Rank.TRANSFERS;
  }

  @Override
  public void adopt(Adoption adoption) {
    adoption.all(
        "transfers",
        next -> records.transfers(adoption.since(), next),
        transfer -> lookAtOne(adoption, transfer));
  }

  private void lookAtOne(Adoption adoption, Transfer record) {
    var id = record.payoutId();
    if (id == null) return;
    var transfer = record.transfer();
    var known = payouts.find(id).orElse(null);
    if (known != null && isBehind(known.payout())) {
      adoption.found(
          "payout_behind",
          id,
          transfer.reference(),
          transfer.amount(),
          () -> catchUp(adoption, id, record));
    } else if (known == null && !transfer.isTakenBack()) {
      adoption.found(
          "payout_forgotten",
          id,
          transfer.reference(),
          transfer.amount(),
          () ->
              forgotten.enter(adoption, id, record)
                  ? catchUp(adoption, id, record)
                  : takeBack(adoption, id, record));
    }
  }

  private static boolean isBehind(Payout payout) {
    return payout instanceof Pending || payout instanceof Batched;
  }

  /** It goes through all its states, as it has before. */
  private Optional<String> catchUp(Adoption adoption, UUID id, Transfer record) {
    while (payouts.seal(configuration.batchMax()) > 0) {
      // what else waits for its batch would be sealed next anyway
    }
    payouts.apply(id, new TransferIntended());
    payouts.conclude(stored(id), new TransferSeen(record.transfer()));
    var sent = adoption.ask(() -> psp.findPayout(id, record.account(), record.createdAt()));
    return switch (sent) {
      case Lookup.Found<PspPayout>(var payout) -> {
        payouts.conclude(stored(id), steps.seen(payout));
        yield Optional.empty();
      }
      // whoever drives it sends it now
      case Lookup.Absent<PspPayout> _ -> Optional.empty();
      case Lookup.Unavailable<PspPayout>(var why) -> Optional.of(why.name());
    };
  }

  private StoredPayout stored(UUID id) {
    return payouts.find(id).orElseThrow();
  }

  private Optional<String> takeBack(Adoption adoption, UUID id, Transfer record) {
    var transfer = record.transfer();
    var key = PspKey.of(id, "given-back", 1);
    var left = transfer.amount().minus(transfer.takenBack());
    return adoption.demand(() -> psp.takeBack(key, id, transfer.reference(), left));
  }
}
