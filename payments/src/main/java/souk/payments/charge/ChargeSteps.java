package souk.payments.charge;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Captured;
import souk.payments.charge.Charge.Capturing;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Hold;
import souk.payments.charge.Charge.Unknown;
import souk.payments.charge.Charge.Voided;
import souk.payments.charge.Charge.Voiding;
import souk.payments.charge.ChargeEvent.AnswerLost;
import souk.payments.charge.ChargeEvent.IssuerDeclined;
import souk.payments.charge.ChargeEvent.NeverExecuted;
import souk.payments.charge.ChargeEvent.Rejected;
import souk.payments.charge.ChargeEvent.Seen;
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

  ChargeSteps(Psp psp, DatabaseClock clock) {
    this.psp = psp;
    this.clock = clock;
  }

  Optional<ChargeEvent> next(StoredCharge stored) {
    return switch (stored.charge()) {
      case Authorizing charge -> authorize(stored, charge);
      case Capturing charge -> capture(stored, charge);
      case Voiding charge -> voidHold(stored, charge.hold());
      case Unknown(Authorizing charge) when charge.reference() != null -> look(charge.reference());
      case Unknown(Authorizing charge) -> authorize(stored, charge);
      case Unknown(Capturing charge) -> unlessEnded(charge.hold(), () -> capture(stored, charge));
      case Unknown(Voiding charge) ->
          unlessEnded(charge.hold(), () -> voidHold(stored, charge.hold()));
      case Authorized charge -> look(charge.hold().reference());
      case Declined _, Captured _, Voided _ -> Optional.empty();
    };
  }

  private Optional<ChargeEvent> authorize(StoredCharge stored, Authorizing charge) {
    if (clock.now().isAfter(stored.intendedAt().plus(KEY_IS_KNOWN))) {
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
    var order = charge.terms().order();
    var labels = Map.of("order_kind", order.kind(), "order_id", order.id().toString());
    return new PspAuthorization(
        stored.key("authorize"), stored.id(), charge.token(), charge.terms().amount(), labels);
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

  private Optional<ChargeEvent> capture(StoredCharge stored, Capturing charge) {
    var reference = charge.hold().reference();
    return ending(charge.hold(), psp.capture(stored.key("capture"), reference, charge.amount()));
  }

  private Optional<ChargeEvent> voidHold(StoredCharge stored, Hold hold) {
    return ending(hold, psp.voidAuthorization(stored.key("void"), hold.reference()));
  }

  private Optional<ChargeEvent> ending(Hold hold, PspOutcome<PspPayment> outcome) {
    return switch (outcome) {
      case PspOutcome.Succeeded<PspPayment>(var payment) -> Optional.of(new Seen(payment));
      case PspOutcome.Declined<PspPayment>(var refusal, _) ->
          stillHeld(hold, new Rejected(refusal));
      case PspOutcome.Rejected<PspPayment>(var refusal) -> stillHeld(hold, new Rejected(refusal));
      case PspOutcome.Retryable<PspPayment> _ -> Optional.empty();
      case PspOutcome.Unknown<PspPayment>(_, var over) ->
          over ? stillHeld(hold, new NeverExecuted()) : Optional.of(new AnswerLost());
    };
  }

  /** A refusal is often that of a payment that has ended already: the payment tells how. */
  private Optional<ChargeEvent> stillHeld(Hold hold, ChargeEvent ifSo) {
    return unlessEnded(hold, () -> Optional.of(ifSo));
  }

  private Optional<ChargeEvent> unlessEnded(Hold hold, Supplier<Optional<ChargeEvent>> ifNot) {
    var seen = look(hold.reference());
    var held =
        seen.filter(event -> event instanceof Seen(var p) && p.status() == Status.AUTHORIZED);
    return held.isPresent() ? ifNot.get() : seen;
  }

  private Optional<ChargeEvent> look(String reference) {
    return psp.retrieve(reference) instanceof Lookup.Found<PspPayment>(var payment)
        ? Optional.of(new Seen(payment))
        : Optional.empty();
  }
}
