package souk.embedded.stripe.intent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.card.CardBehaviour;
import souk.embedded.stripe.card.CardBehaviour.Approves;
import souk.embedded.stripe.card.CardBehaviour.Authenticates;
import souk.embedded.stripe.card.CardBehaviour.Declines;
import souk.embedded.stripe.card.PaymentMethod;
import souk.embedded.stripe.intent.ChargeState.Authorized;
import souk.embedded.stripe.intent.ChargeState.Captured;
import souk.embedded.stripe.intent.ChargeState.Failed;
import souk.embedded.stripe.intent.ChargeState.Released;
import souk.embedded.stripe.intent.IntentState.Canceled;
import souk.embedded.stripe.intent.IntentState.RequiresAction;
import souk.embedded.stripe.intent.IntentState.RequiresCapture;
import souk.embedded.stripe.intent.IntentState.RequiresConfirmation;
import souk.embedded.stripe.intent.IntentState.RequiresPaymentMethod;
import souk.embedded.stripe.intent.IntentState.Succeeded;
import souk.embedded.stripe.intent.Turn.Declined;
import souk.embedded.stripe.intent.Turn.Moved;
import souk.embedded.stripe.intent.Turn.Refused;

/** A payment intent at one moment; every move returns the next moment or the reason against it. */
public record PaymentIntent(Terms terms, IntentState state, List<Charge> charges) {
  private static final int INCREMENTS_MAX = 10;
  private static final Declines INSUFFICIENT = new Declines("insufficient_funds", false);

  public PaymentIntent {
    charges = List.copyOf(charges);
  }

  /** A new intent, with a card or still without. */
  public static PaymentIntent create(Terms terms, @Nullable PaymentMethod method) {
    var state = method == null ? new RequiresPaymentMethod(null) : new RequiresConfirmation(method);
    return new PaymentIntent(terms, state, List.of());
  }

  /** The intent's id. */
  public String id() {
    return terms.id();
  }

  /** The newest attempt, if there was one. */
  public Optional<Charge> latestCharge() {
    return charges.isEmpty() ? Optional.empty() : Optional.of(charges.getLast());
  }

  /** How much could be captured now. */
  public long amountCapturable() {
    return state instanceof RequiresCapture ? terms.amount() - amountReceived() : 0;
  }

  /** How much was captured. */
  public long amountReceived() {
    return charges.stream().mapToLong(Charge::amountCaptured).sum();
  }

  /** Money is held or taken. */
  public boolean holdsMoney() {
    return state instanceof RequiresCapture || state instanceof Succeeded;
  }

  /** Tries to charge the card. */
  public Turn confirm(PaymentMethod method, Attempt attempt) {
    return switch (state) {
      case RequiresPaymentMethod _, RequiresConfirmation _, RequiresAction _ ->
          new Moved(issuerAnswers(method.card().behaviour(), method, attempt));
      case RequiresCapture _, Succeeded _ ->
          Refused.unexpected(
              "You cannot confirm this PaymentIntent because it has already succeeded after being"
                  + " previously confirmed.");
      case Canceled _ ->
          Refused.unexpected(
              "You cannot confirm this PaymentIntent because it has a status of canceled.");
    };
  }

  /** The cardholder authenticated, or failed to. */
  public Turn authenticate(boolean succeeded, Attempt attempt) {
    if (!(state instanceof RequiresAction(var method, _))
        || !(method.card().behaviour() instanceof Authenticates(var afterwards))) {
      return Refused.unexpected("This PaymentIntent does not wait for authentication.");
    }
    if (succeeded) return new Moved(issuerAnswers(afterwards, method, attempt));
    var message =
        "We are unable to authenticate your payment method. Please choose a different payment"
            + " method and try again.";
    var code = "payment_intent_authentication_failure";
    var error = new PaymentError(code, null, message, method);
    return new Moved(to(new RequiresPaymentMethod(error)));
  }

  /**
   * Raises the authorization to so much in all. An issuer who does not want that counts as one of
   * the attempts, and leaves what is authorized as it was.
   */
  public Turn increment(long total, boolean issuerDeclines) {
    if (!(state instanceof RequiresCapture(var method))) {
      return Refused.unexpected(
          "This PaymentIntent's authorization cannot be incremented: it has a status of "
              + state.status());
    }
    if (!terms.grows() || terms.increments() >= INCREMENTS_MAX || total <= terms.amount()) {
      return new Refused(
          "parameter_invalid_integer", "This authorization cannot be incremented to " + total);
    }
    if (issuerDeclines) {
      var same = new PaymentIntent(terms.notRaised(), state, charges);
      return new Declined(same, declinedBy(INSUFFICIENT, method));
    }
    var raised = withCharges(charges.stream().map(charge -> charge.of(total)));
    return new Moved(new PaymentIntent(terms.raisedTo(total), state, raised.charges()));
  }

  /** Takes that much of what is authorized, or all of it, and releases the rest. */
  public Turn capture(OptionalLong amountToCapture) {
    return capture(amountToCapture, true);
  }

  /** As the other; the rest stays authorized unless this is the last capture. */
  public Turn capture(OptionalLong amountToCapture, boolean isLast) {
    return switch (state) {
      case RequiresCapture(var method) ->
          capture(method, amountToCapture.orElse(amountCapturable()), isLast);
      case Succeeded _ ->
          Refused.unexpected(
              "This PaymentIntent could not be captured because it has already been captured.");
      case Canceled _, RequiresPaymentMethod _, RequiresConfirmation _, RequiresAction _ ->
          Refused.unexpected(
              "This PaymentIntent could not be captured because it has a status of "
                  + state.status()
                  + ". Only a PaymentIntent with one of the following statuses may be captured:"
                  + " requires_capture.");
    };
  }

  private Turn capture(PaymentMethod method, long amount, boolean isLast) {
    if (amount > amountCapturable()) {
      var message =
          "The provided amount_to_capture of %d is more than the amount_capturable of %d.";
      return new Refused("amount_too_large", message.formatted(amount, amountCapturable()));
    }
    var taken = amountReceived() + amount;
    if (!isLast && taken < terms.amount()) {
      return new Moved(withLatest(new Authorized(captureBefore().orElseThrow(), taken)));
    }
    return new Moved(withLatest(new Captured(taken, 0)).to(new Succeeded(method)));
  }

  /** Ends it and releases what is authorized. */
  public Turn cancel(@Nullable String reason, Instant now) {
    return switch (state) {
      case RequiresPaymentMethod _, RequiresConfirmation _, RequiresAction _ ->
          new Moved(to(new Canceled(state.method(), reason, now)));
      case RequiresCapture(var method) -> new Moved(letGo(method, reason, now, false));
      case Succeeded _, Canceled _ ->
          Refused.unexpected(
              "You cannot cancel this PaymentIntent because it has a status of "
                  + state.status()
                  + ". Only a PaymentIntent with one of the following statuses may be canceled:"
                  + " requires_payment_method, requires_capture, requires_confirmation,"
                  + " requires_action, processing.");
    };
  }

  /** When the authorization runs out by itself, if there is one. */
  public Optional<Instant> captureBefore() {
    return latestCharge()
        .map(Charge::state)
        .map(state -> state instanceof Authorized(var until, _) ? until : null);
  }

  /** The issuer let go of the authorization. */
  public PaymentIntent expire(Instant now) {
    return letGo(state.method(), "automatic", now, true);
  }

  /** What was taken of it stays taken. */
  private PaymentIntent letGo(
      @Nullable PaymentMethod method, @Nullable String reason, Instant now, boolean expired) {
    var taken = amountReceived();
    if (taken > 0 && method != null) {
      return withLatest(new Captured(taken, 0)).to(new Succeeded(method, expired));
    }
    return withLatest(new Released(expired)).to(new Canceled(method, reason, now));
  }

  /** Gives that much of what was captured back; the caller has checked that it is there. */
  public PaymentIntent refund(long amount) {
    if (latestCharge().map(Charge::state).orElse(null) instanceof Captured(var taken, var returned)
        && returned + amount <= taken) {
      return withLatest(new Captured(taken, returned + amount));
    }
    throw new IllegalArgumentException("nothing to refund on " + id());
  }

  /** A refund of that much came to nothing: the money is here again. */
  public PaymentIntent takeBack(long amount) {
    return refund(-amount);
  }

  private PaymentIntent issuerAnswers(
      CardBehaviour behaviour, PaymentMethod method, Attempt attempt) {
    if (attempt.issuerDeclines()) return declined(method, attempt, INSUFFICIENT);
    return switch (behaviour) {
      case Approves _ -> approved(method, attempt);
      case Declines declines -> declined(method, attempt, declines);
      case Authenticates _ when attempt.canAuthenticate() ->
          to(new RequiresAction(method, attempt.redirect()));
      case Authenticates _ -> {
        var code = "authentication_required";
        var message = "Your card was declined. This transaction requires authentication.";
        yield declined(method, attempt, new PaymentError(code, code, message, method));
      }
    };
  }

  private PaymentIntent approved(PaymentMethod method, Attempt attempt) {
    return switch (terms.captureMethod()) {
      case MANUAL -> {
        var until = attempt.captureBefore(method.card().brand());
        yield withNew(method, attempt, new Authorized(until)).to(new RequiresCapture(method));
      }
      case AUTOMATIC, AUTOMATIC_ASYNC ->
          withNew(method, attempt, new Captured(terms.amount(), 0)).to(new Succeeded(method));
    };
  }

  private PaymentIntent declined(PaymentMethod method, Attempt attempt, Declines why) {
    return declined(method, attempt, declinedBy(why, method));
  }

  private static PaymentError declinedBy(Declines why, PaymentMethod method) {
    return new PaymentError(why.code(), why.declineCode(), why.message(), method);
  }

  private PaymentIntent declined(PaymentMethod method, Attempt attempt, PaymentError error) {
    return withNew(method, attempt, new Failed(error)).to(new RequiresPaymentMethod(error));
  }

  private PaymentIntent withNew(PaymentMethod method, Attempt attempt, ChargeState state) {
    var id = StripeId.fresh("ch_3");
    var added = new Charge(id, attempt.now(), terms.amount(), method, state);
    return withCharges(Stream.concat(charges.stream(), Stream.of(added)));
  }

  private PaymentIntent withLatest(ChargeState next) {
    var earlier = charges.subList(0, charges.size() - 1).stream();
    return withCharges(Stream.concat(earlier, Stream.of(charges.getLast().to(next))));
  }

  private PaymentIntent withCharges(Stream<Charge> changed) {
    return new PaymentIntent(terms, state, changed.toList());
  }

  private PaymentIntent to(IntentState next) {
    return new PaymentIntent(terms, next, charges);
  }
}
