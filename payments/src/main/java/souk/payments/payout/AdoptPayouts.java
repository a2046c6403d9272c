package souk.payments.payout;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import souk.payments.payout.Payout.Batched;
import souk.payments.payout.Payout.Pending;
import souk.payments.payout.Payout.Submitted;
import souk.payments.payout.PayoutEvent.TransferIntended;
import souk.payments.payout.PayoutEvent.TransferSeen;
import souk.payments.payout.UnsentPayouts.Sent;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspRecords;
import souk.payments.psp.PspRecords.Transfer;
import souk.payments.psp.PspTransfers;
import souk.payments.restore.Adopter;
import souk.payments.restore.Adoption;
import souk.platform.action.ActionLog;
import souk.platform.postgres.Transactions;

/**
 * Payouts after a restore. What was transferred is gone from what the payee has earned: the payout
 * gets a row under the id it had, so that nobody pays him the same money again. Money that went to
 * somebody who is forgotten himself is taken back.
 */
@Singleton
final class AdoptPayouts implements Adopter {
  private final StoredPayouts payouts;
  private final ForgottenPayouts forgotten;
  private final UnsentPayouts unsent;
  private final PayoutSteps steps;
  private final PspTransfers psp;
  private final PspRecords records;
  private final PayoutConfiguration configuration;
  private final ActionLog actions;
  private final Transactions transactions;

  AdoptPayouts(
      StoredPayouts payouts,
      ForgottenPayouts forgotten,
      UnsentPayouts unsent,
      PayoutSteps steps,
      PspTransfers psp,
      PspRecords records,
      PayoutConfiguration configuration,
      ActionLog actions,
      Transactions transactions) {
    this.payouts = payouts;
    this.forgotten = forgotten;
    this.unsent = unsent;
    this.steps = steps;
    this.psp = psp;
    this.records = records;
    this.configuration = configuration;
    this.actions = actions;
    this.transactions = transactions;
  }

  @Override
  public Rank rank() {
    return Rank.TRANSFERS;
  }

  @Override
  public void adopt(Adoption adoption) {
    var listed = new ArrayList<Transfer>();
    var isAll =
        adoption.all("transfers", next -> records.transfers(adoption.since(), next), listed::add);
    var ids = listed.stream().flatMap(transfer -> Stream.ofNullable(transfer.payoutId()));
    var sent = new Sent(ids.collect(Collectors.toUnmodifiableSet()), isAll);
    listed.forEach(transfer -> lookAtOne(adoption, transfer, sent));
  }

  private void lookAtOne(Adoption adoption, Transfer record, Sent sent) {
    var id = record.payoutId();
    if (id == null) return;
    var transfer = record.transfer();
    var known = payouts.find(id).orElse(null);
    if (known != null && known.payout() instanceof Submitted) {
      lookForItsEnd(adoption, id, record);
    } else if (known != null && isBehind(known.payout())) {
      behind(adoption, id, record);
    } else if (known == null && !transfer.isTakenBack()) {
      adoption.found(
          "payout_forgotten",
          id,
          transfer.reference(),
          transfer.amount(),
          () -> forgotten(adoption, id, record, sent));
    }
  }

  private Optional<String> forgotten(Adoption adoption, UUID id, Transfer record, Sent sent) {
    var hindrance = unsent.stop(adoption, record.account(), sent);
    if (hindrance.isPresent()) return hindrance;
    return forgotten.enter(adoption, id, record)
        ? catchUp(adoption, id, record)
        : takeBack(adoption, id, record);
  }

  /** Also that of a pass that was interrupted, or that the provider did not answer to the end. */
  private void lookForItsEnd(Adoption adoption, UUID id, Transfer record) {
    switch (adoption.ask(() -> psp.findPayout(id, record.account(), record.createdAt()))) {
      case Lookup.Found<PspPayout> _ -> behind(adoption, id, record);
      case Lookup.Absent<PspPayout> _ -> {}
      case Lookup.Unavailable<PspPayout>(var why) -> adoption.unseen("payout " + id, why.name());
    }
  }

  private void behind(Adoption adoption, UUID id, Transfer record) {
    var transfer = record.transfer();
    adoption.found(
        "payout_behind",
        id,
        transfer.reference(),
        transfer.amount(),
        () -> {
          log(adoption, "payout.adopted", id, transfer.reference());
          return catchUp(adoption, id, record);
        });
  }

  private void log(Adoption adoption, String name, UUID id, String after) {
    transactions.run(
        () -> actions.add(adoption.operator(), adoption.action(name, "payout", id, after)));
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

  /** Said before it is asked for: no row of ours would say afterwards who wanted it. */
  private Optional<String> takeBack(Adoption adoption, UUID id, Transfer record) {
    var transfer = record.transfer();
    var key = PspKey.of(id, "given-back", 1);
    var left = transfer.amount().minus(transfer.takenBack());
    log(adoption, "payout.take_back_asked", id, transfer.reference() + " " + left);
    return adoption.demand(() -> psp.takeBack(key, id, transfer.reference(), left));
  }
}
