package souk.payments.dispute;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import souk.payments.dispute.DisputeEvent.AnswerLost;
import souk.payments.dispute.DisputeEvent.NeverExecuted;
import souk.payments.dispute.DisputeEvent.Refused;
import souk.payments.dispute.DisputeEvent.Seen;
import souk.payments.dispute.DisputeEvent.Unreadable;
import souk.payments.dispute.Response.Accepted;
import souk.payments.dispute.Response.Accepting;
import souk.payments.dispute.Response.Answered;
import souk.payments.dispute.Response.Answering;
import souk.payments.dispute.Response.Drafted;
import souk.payments.dispute.Response.None;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspDispute;
import souk.payments.psp.PspDisputes;
import souk.payments.psp.PspOutcome;
import souk.platform.postgres.DatabaseClock;

/**
 * What to ask the provider about a dispute, and what its answer says. Empty means that the provider
 * could not be asked, or did nothing: ask again later.
 */
@Singleton
final class DisputeSteps {
  /** The provider forgets keys after 24 h. */
  private static final Duration KEY_IS_KNOWN = Duration.ofHours(23);

  private final PspDisputes psp;
  private final DatabaseClock clock;

  DisputeSteps(PspDisputes psp, DatabaseClock clock) {
    this.psp = psp;
    this.clock = clock;
  }

  Optional<DisputeEvent> next(StoredDispute stored) {
    return switch (stored.response()) {
      case Answering _, Accepting _ -> respond(stored);
      case None _, Drafted _, Answered _, Accepted _ -> shown(stored);
    };
  }

  private Optional<DisputeEvent> respond(StoredDispute stored) {
    if (clock.now().isAfter(stored.intendedAt().plus(KEY_IS_KNOWN))) {
      return whatBecameOf(stored, new NeverExecuted());
    }
    return switch (ask(stored)) {
      case PspOutcome.Succeeded<PspDispute>(var dispute) -> Optional.of(done(stored, dispute));
      // a refusal is often that of a dispute that is over or answered already: it tells itself
      case PspOutcome.Declined<PspDispute>(var refusal, _) ->
          whatBecameOf(stored, new Refused(refusal.pspCode()));
      case PspOutcome.Rejected<PspDispute>(var refusal) ->
          whatBecameOf(stored, new Refused(refusal.pspCode()));
      case PspOutcome.Retryable<PspDispute> _ -> Optional.empty();
      case PspOutcome.Unknown<PspDispute>(_, var over) ->
          over ? whatBecameOf(stored, new NeverExecuted()) : Optional.of(new AnswerLost());
    };
  }

  private static Seen done(StoredDispute stored, PspDispute dispute) {
    return new Seen(stored.response() instanceof Answering ? dispute.afterAnswer() : dispute);
  }

  private PspOutcome<PspDispute> ask(StoredDispute stored) {
    return switch (stored.response()) {
      case Answering(var evidence, _) ->
          psp.answer(stored.key("answer"), stored.reference(), evidence);
      case Accepting _ -> psp.accept(stored.key("accept"), stored.reference());
      case None _, Drafted _, Answered _, Accepted _ ->
          throw new IllegalStateException("nothing to say to " + stored.reference());
    };
  }

  /** No request is under way any more: what the dispute shows now is all. */
  private Optional<DisputeEvent> whatBecameOf(StoredDispute stored, DisputeEvent ifNothing) {
    return look(stored)
        .map(dispute -> {
          var said = stored.response().seen(dispute.answered(), stored.status().seen(dispute));
          return said.isAtWork() ? ifNothing : new Seen(dispute);
        });
  }

  private Optional<DisputeEvent> shown(StoredDispute stored) {
    return switch (psp.retrieve(stored.reference())) {
      case Lookup.Found<PspDispute>(var dispute) -> Optional.of(new Seen(dispute));
      case Lookup.Unavailable<PspDispute>(var why) when why == Hindrance.UNREADABLE ->
          Optional.of(new Unreadable());
      case Lookup.Absent<PspDispute> _, Lookup.Unavailable<PspDispute> _ -> Optional.empty();
    };
  }

  private Optional<PspDispute> look(StoredDispute stored) {
    return psp.retrieve(stored.reference()) instanceof Lookup.Found<PspDispute>(var dispute)
        ? Optional.of(dispute)
        : Optional.empty();
  }
}
