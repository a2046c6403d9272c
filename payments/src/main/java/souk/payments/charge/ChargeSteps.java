package souk.payments.charge;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import souk.payments.charge.Charge.ActionRequired;
import souk.payments.charge.Charge.AtWork;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Captured;
import souk.payments.charge.Charge.Capturing;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Expired;
import souk.payments.charge.Charge.Hold;
import souk.payments.charge.Charge.Increasing;
import souk.payments.charge.Charge.Unknown;
import souk.payments.charge.Charge.Voided;
import souk.payments.charge.Charge.Voiding;
import souk.payments.charge.ChargeEvent.AnswerLost;
import souk.payments.charge.ChargeEvent.IssuerDeclined;
import souk.payments.charge.ChargeEvent.NeverExecuted;
import souk.payments.charge.ChargeEvent.Rejected;
import souk.payments.charge.ChargeEvent.Seen;
import souk.payments.charge.ChargeEvent.TimeRanOut;
import souk.payments.psp.Lookup;
import souk.payments.psp.Psp;
import souk.payments.psp.PspAuthorization;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspPayment.Status;
import souk.platform.postgres.DatabaseClock;

/**
 * What to ask the provider about a charge, and what its answer says. Nothing is ever concluded from
 * silence. Empty means that the provider could not be asked, or did nothing: ask again later.
 */
@Singleton
final class ChargeSteps {
  /** The provider forgets keys after 24 h: then the same request would be another payment. */
  private static final Duration KEY_IS_KNOWN = Duration.ofHours(23);

  private final Psp psp;
  private final DatabaseClock clock;
  private final Duration authenticateWithin;

  /**
   * @param authenticateWithin how long a payer may take to authenticate
   */
  ChargeSteps(
      Psp psp,
      DatabaseClock clock,
      @Value("${souk.charges.authenticate-within:10m}") Duration authenticateWithin) {
    this.psp = psp;
    this.clock = clock;
    this.authenticateWithin = authenticateWithin;
  }

  Optional<ChargeEvent> next(StoredCharge stored) {
    return switch (stored.charge()) {
      case Authorizing charge -> authorize(stored, charge);
      case ActionRequired charge -> awaitPayer(stored, charge);
      case Increasing charge -> increase(stored, charge);
      case Capturing charge
          when isOverdue(stored, charge.hold()) || mayBeForgotten(stored, stored.asOf()) ->
          unlessDone(charge, charge.hold(), () -> capture(stored, charge));
      case Capturing charge -> capture(stored, charge);
      case Voiding charge -> voidHold(stored, charge);
      case Unknown(Authorizing charge) when charge.reference() != null -> look(charge.reference());
      case Unknown(Authorizing charge) -> authorize(stored, charge);
      case Unknown(Increasing charge) ->
          unlessDone(charge, charge.hold(), () -> increase(stored, charge));
      case Unknown(Capturing charge) ->
          unlessDone(charge, charge.hold(), () -> capture(stored, charge));
      case Unknown(Voiding charge) ->
          unlessDone(charge, charge.hold(), () -> voidHold(stored, charge));
      case Authorized charge -> look(charge.hold().reference());
      case Declined _, Captured _, Voided _, Expired _ -> Optional.empty();
    };
  }

  /** The issuer may have let go of it: what the provider shows is read before anything is tried. */
  private static boolean isOverdue(StoredCharge stored, Hold hold) {
    var until = hold.captureBefore();
    return until != null && !stored.asOf().isBefore(until);
  }

  /** Whoever asked for a capture may have died a day ago, and a part may be taken twice. */
  private static boolean mayBeForgotten(StoredCharge stored, Instant now) {
    return now.isAfter(stored.intendedAt().plus(KEY_IS_KNOWN));
  }

  private Optional<ChargeEvent> authorize(StoredCharge stored, Authorizing charge) {
    // asked just before the call: a process may have slept since it read the row
    if (mayBeForgotten(stored, clock.now())) {
      return search(stored, charge, Optional.empty());
    }
    return switch (psp.authorize(request(stored, charge))) {
      case PspOutcome.Succeeded<PspPayment>(var payment) -> Optional.of(new Seen(payment));
      case PspOutcome.Declined<PspPayment>(var refusal, var reference) ->
          Optional.of(new IssuerDeclined(refusal, reference));
      case PspOutcome.Rejected<PspPayment>(var refusal) -> Optional.of(new Rejected(refusal));
      case PspOutcome.Retryable<PspPayment> _ -> Optional.empty();
      case PspOutcome.Unknown<PspPayment>(_, var over) ->
          over
              ? search(stored, charge, Optional.of(new AnswerLost()))
              : Optional.of(new AnswerLost());
    };
  }

  private static PspAuthorization request(StoredCharge stored, Authorizing charge) {
    var terms = charge.terms();
    var order = terms.order();
    var labels = Map.of("order_kind", order.kind(), "order_id", order.id().toString());
    return new PspAuthorization(
        stored.key("authorize"),
        stored.id(),
        charge.token(),
        terms.amount(),
        labels,
        terms.options());
  }

  /** No request of this charge is under way any more: what the provider has now is all. */
  private Optional<ChargeEvent> search(
      StoredCharge stored, Authorizing charge, Optional<ChargeEvent> unanswered) {
    return switch (psp.find(stored.id(), charge.token(), stored.intendedAt())) {
      case Lookup.Found<PspPayment>(var payment) -> Optional.of(new Seen(payment));
      case Lookup.Absent<PspPayment> _ -> Optional.of(new NeverExecuted());
      case Lookup.Unavailable<PspPayment> _ -> unanswered;
    };
  }

  /** What he has done counts, also in the last moment. */
  private Optional<ChargeEvent> awaitPayer(StoredCharge stored, ActionRequired charge) {
    var seen = look(charge.hold().reference());
    var waits =
        seen.filter(event -> event instanceof Seen(var p) && p.status() == Status.REQUIRES_ACTION);
    var late = clock.now().isAfter(stored.intendedAt().plus(authenticateWithin));
    return waits.isPresent() && late ? Optional.of(new TimeRanOut()) : seen;
  }

  private Optional<ChargeEvent> increase(StoredCharge stored, Increasing charge) {
    var reference = charge.hold().reference();
    return ending(
        charge, charge.hold(), psp.increase(stored.key("increase"), reference, charge.total()));
  }

  private Optional<ChargeEvent> capture(StoredCharge stored, Capturing charge) {
    var key = stored.key("capture");
    var reference = charge.hold().reference();
    return ending(
        charge,
        charge.hold(),
        charge.isLast()
            ? psp.capture(key, reference, charge.amount())
            : psp.capturePart(key, reference, charge.amount()));
  }

  private Optional<ChargeEvent> voidHold(StoredCharge stored, Voiding charge) {
    var reference = charge.hold().reference();
    return ending(charge, charge.hold(), psp.voidAuthorization(stored.key("void"), reference));
  }

  private Optional<ChargeEvent> ending(AtWork work, Hold hold, PspOutcome<PspPayment> outcome) {
    return switch (outcome) {
      case PspOutcome.Succeeded<PspPayment>(var payment) -> Optional.of(new Seen(payment));
      case PspOutcome.Declined<PspPayment>(var refusal, _) ->
          stillOpen(work, hold, new IssuerDeclined(refusal, null));
      case PspOutcome.Rejected<PspPayment>(var refusal) ->
          stillOpen(work, hold, new Rejected(refusal));
      case PspOutcome.Retryable<PspPayment> _ -> Optional.empty();
      case PspOutcome.Unknown<PspPayment>(_, var over) ->
          over ? stillOpen(work, hold, new NeverExecuted()) : Optional.of(new AnswerLost());
    };
  }

  /** A refusal is often that of a payment that has ended already: the payment tells how. */
  private Optional<ChargeEvent> stillOpen(AtWork work, Hold hold, ChargeEvent ifSo) {
    return unlessDone(work, hold, () -> Optional.of(ifSo));
  }

  private Optional<ChargeEvent> unlessDone(
      AtWork work, Hold hold, Supplier<Optional<ChargeEvent>> ifNot) {
    var seen = look(hold.reference());
    var open =
        seen.filter(
            event -> event instanceof Seen(var p) && p.isOpen() && !ChargeTurns.shows(work, p));
    return open.isPresent() ? ifNot.get() : seen;
  }

  private Optional<ChargeEvent> look(String reference) {
    return psp.retrieve(reference) instanceof Lookup.Found<PspPayment>(var payment)
        ? Optional.of(new Seen(payment))
        : Optional.empty();
  }
}
