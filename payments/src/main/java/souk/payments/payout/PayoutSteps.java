package souk.payments.payout;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import souk.payments.payout.Payout.Accepted;
import souk.payments.payout.Payout.Batched;
import souk.payments.payout.Payout.Pending;
import souk.payments.payout.Payout.Settled;
import souk.payments.payout.Payout.Submitted;
import souk.payments.payout.Payout.Transfer;
import souk.payments.payout.Payout.Undone;
import souk.payments.payout.PayoutEvent.AnswerLost;
import souk.payments.payout.PayoutEvent.NeverExecuted;
import souk.payments.payout.PayoutEvent.PayoutSeen;
import souk.payments.payout.PayoutEvent.Refused;
import souk.payments.payout.PayoutEvent.TransferSeen;
import souk.payments.payout.PayoutEvent.WatchOver;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspTransfer;
import souk.payments.psp.PspTransfers;
import souk.payments.psp.Refusal;
import souk.payments.psp.Setback;
import souk.platform.postgres.DatabaseClock;

/**
 * What to ask the provider about a payout, and what its answer says. Nothing is ever concluded from
 * silence. Empty means that the provider could not be asked, or did nothing: ask again later.
 */
@Singleton
final class PayoutSteps {
  /** The provider forgets keys after 24 h: then the same request would be another transfer. */
  private static final Duration KEY_IS_KNOWN = Duration.ofHours(23);

  private final PspTransfers psp;
  private final DatabaseClock clock;
  private final PayoutConfiguration configuration;

  @Inject
  PayoutSteps(PacedTransfers psp, DatabaseClock clock, PayoutConfiguration configuration) {
    this((PspTransfers) psp, clock, configuration);
  }

  PayoutSteps(PspTransfers psp, DatabaseClock clock, PayoutConfiguration configuration) {
    this.psp = psp;
    this.clock = clock;
    this.configuration = configuration;
  }

  Optional<PayoutEvent> next(StoredPayout stored) {
    return switch (stored.payout()) {
      case Batched batched when batched.asked() -> transfer(stored);
      case Submitted payout -> payOut(stored, payout);
      case Accepted(_, _, var reference) -> look(stored, reference);
      case Settled(_, _, var reference, _) -> watch(stored, reference);
      case Undone undone when undone.toTakeBack() != null -> takeBack(stored, undone.toTakeBack());
      case Pending _, Batched _, Undone _ -> Optional.empty();
    };
  }

  private Optional<PayoutEvent> transfer(StoredPayout stored) {
    var terms = stored.terms();
    Supplier<Lookup<PspTransfer>> find =
        () -> psp.findTransfer(stored.id(), terms.account(), stored.intendedAt());
    return asked(
        stored,
        () -> psp.transfer(stored.key("transfer"), stored.id(), terms.account(), terms.amount()),
        find,
        TransferSeen::new);
  }

  private Optional<PayoutEvent> payOut(StoredPayout stored, Submitted payout) {
    var terms = stored.terms();
    return asked(
        stored,
        () ->
            psp.payOut(
                stored.key("payout"),
                stored.id(),
                terms.account(),
                payout.transfer().amount(),
                payout.method()),
        () -> psp.findPayout(stored.id(), terms.account(), stored.intendedAt()),
        this::seen);
  }

  /** The transfer itself tells whether it was taken back, so nothing needs to be searched for. */
  private Optional<PayoutEvent> takeBack(StoredPayout stored, Transfer transfer) {
    var reference = transfer.reference();
    if (stored.unanswered() || isForgotten(stored)) {
      var seen = psp.retrieveTransfer(reference);
      if (!(seen instanceof Lookup.Found<PspTransfer>(var found))) return Optional.empty();
      if (found.isTakenBack()) return Optional.of(new TransferSeen(found));
      if (isForgotten(stored)) return Optional.of(new NeverExecuted());
    }
    return asked(
        stored,
        () -> psp.takeBack(stored.key("takeback"), stored.id(), reference, transfer.amount()),
        () -> takenBack(psp.retrieveTransfer(reference)),
        TransferSeen::new);
  }

  /** A request that left the transfer as it was has left nothing behind. */
  private static Lookup<PspTransfer> takenBack(Lookup<PspTransfer> seen) {
    return seen instanceof Lookup.Found<PspTransfer>(var transfer) && !transfer.isTakenBack()
        ? new Lookup.Absent<>()
        : seen;
  }

  private <T> Optional<PayoutEvent> asked(
      StoredPayout stored,
      Supplier<PspOutcome<T>> ask,
      Supplier<Lookup<T>> find,
      Function<T, PayoutEvent> seen) {
    if (isForgotten(stored)) return found(find.get(), seen, Optional.empty());
    return switch (ask.get()) {
      case PspOutcome.Succeeded<T>(var value) -> Optional.of(seen.apply(value));
      case PspOutcome.Declined<T>(var refusal, _) -> Optional.of(refused(refusal));
      case PspOutcome.Rejected<T>(var refusal) -> Optional.of(refused(refusal));
      case PspOutcome.Retryable<T> _ -> Optional.empty();
      case PspOutcome.Unknown<T>(_, var over) ->
          over
              ? found(find.get(), seen, Optional.of(new AnswerLost()))
              : Optional.of(new AnswerLost());
    };
  }

  /** No request of this generation is under way any more: what the provider has now is all. */
  private static <T> Optional<PayoutEvent> found(
      Lookup<T> lookup, Function<T, PayoutEvent> seen, Optional<PayoutEvent> unanswered) {
    return switch (lookup) {
      case Lookup.Found<T>(var value) -> Optional.of(seen.apply(value));
      case Lookup.Absent<T> _ -> Optional.of(new NeverExecuted());
      case Lookup.Unavailable<T> _ -> unanswered;
    };
  }

  private boolean isForgotten(StoredPayout stored) {
    return clock.now().isAfter(stored.intendedAt().plus(KEY_IS_KNOWN));
  }

  private Refused refused(Refusal refusal) {
    return new Refused(psp.setback(refusal.pspCode()), refusal.pspCode());
  }

  PayoutEvent seen(PspPayout payout) {
    var code = payout.code();
    return new PayoutSeen(payout, code == null ? Setback.COULD_NOT_PROCESS : psp.setback(code));
  }

  private Optional<PayoutEvent> look(StoredPayout stored, String reference) {
    return psp.retrievePayout(stored.terms().account(), reference)
            instanceof Lookup.Found<PspPayout>(var payout)
        ? Optional.of(seen(payout))
        : Optional.empty();
  }

  /** Only the provider's own word ends the watch, never the time alone. */
  private Optional<PayoutEvent> watch(StoredPayout stored, String reference) {
    var over = clock.now().isAfter(stored.movedAt().plus(configuration.watch()));
    return look(stored, reference)
        .map(event ->
            over
                    && event instanceof PayoutSeen(var payout, _)
                    && payout.status() == PspPayout.Status.PAID
                ? new WatchOver()
                : event);
  }
}
