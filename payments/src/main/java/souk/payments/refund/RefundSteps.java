package souk.payments.refund;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspRefund;
import souk.payments.psp.PspRefunds;
import souk.payments.psp.Refusal;
import souk.payments.refund.Refund.AwaitingApproval;
import souk.payments.refund.Refund.Failed;
import souk.payments.refund.Refund.Pending;
import souk.payments.refund.Refund.Refunding;
import souk.payments.refund.Refund.Rejected;
import souk.payments.refund.Refund.Succeeded;
import souk.payments.refund.Refund.Unknown;
import souk.payments.refund.RefundEvent.AnswerLost;
import souk.payments.refund.RefundEvent.NeverExecuted;
import souk.payments.refund.RefundEvent.Refused;
import souk.payments.refund.RefundEvent.Seen;
import souk.platform.postgres.DatabaseClock;

/**
 * What to ask the provider about a refund, and what its answer says. Nothing is ever concluded from
 * silence. Empty means that the provider could not be asked, or did nothing: ask again later.
 */
@Singleton
final class RefundSteps {
  /** The provider forgets keys after 24 h: then the same request would be another refund. */
  private static final Duration KEY_IS_KNOWN = Duration.ofHours(23);

  /** Our balance there is too low just now; it was promised, and is given when there is more. */
  private static final Set<String> PASSING = Set.of("balance_insufficient");

  private final PspRefunds psp;
  private final DatabaseClock clock;

  RefundSteps(PspRefunds psp, DatabaseClock clock) {
    this.psp = psp;
    this.clock = clock;
  }

  Optional<RefundEvent> next(StoredRefund stored) {
    var reference = stored.refund().reference();
    return switch (stored.refund()) {
      case Refunding _, Unknown _ -> reference == null ? ask(stored) : look(reference);
      case Pending(var known) -> look(known);
      case Succeeded(var known) -> look(known);
      case AwaitingApproval _, Rejected _, Failed _ -> Optional.empty();
    };
  }

  private Optional<RefundEvent> ask(StoredRefund stored) {
    if (clock.now().isAfter(stored.intendedAt().plus(KEY_IS_KNOWN))) {
      return search(stored, Optional.empty());
    }
    var terms = stored.terms();
    return switch (psp.refund(stored.key(), stored.id(), terms.payment(), terms.amount())) {
      case PspOutcome.Succeeded<PspRefund>(var refund) -> Optional.of(new Seen(refund));
      case PspOutcome.Declined<PspRefund>(var refusal, _) -> Optional.of(refused(refusal));
      case PspOutcome.Rejected<PspRefund>(var refusal) -> Optional.of(refused(refusal));
      case PspOutcome.Retryable<PspRefund> _ -> Optional.empty();
      case PspOutcome.Unknown<PspRefund>(_, var over) ->
          over ? search(stored, Optional.of(new AnswerLost())) : Optional.of(new AnswerLost());
    };
  }

  /** The provider answers the same to a key for ever, so it is asked again under another. */
  private static RefundEvent refused(Refusal refusal) {
    var code = refusal.pspCode();
    return PASSING.contains(code) ? new NeverExecuted() : new Refused(code);
  }

  /** No request of this refund is under way any more: what the provider has now is all. */
  private Optional<RefundEvent> search(StoredRefund stored, Optional<RefundEvent> unanswered) {
    return switch (psp.find(stored.id(), stored.terms().payment())) {
      case Lookup.Found<PspRefund>(var refund) -> Optional.of(new Seen(refund));
      case Lookup.Absent<PspRefund> _ -> Optional.of(new NeverExecuted());
      case Lookup.Unavailable<PspRefund> _ -> unanswered;
    };
  }

  private Optional<RefundEvent> look(String reference) {
    return psp.retrieve(reference) instanceof Lookup.Found<PspRefund>(var refund)
        ? Optional.of(new Seen(refund))
        : Optional.empty();
  }
}
