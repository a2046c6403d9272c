package souk.payments.charge;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.payments.card.Card;
import souk.payments.card.Cards;
import souk.payments.charge.Charge.ActionRequired;
import souk.payments.charge.Charge.AtWork;
import souk.payments.charge.Charge.Authorized;
import souk.payments.charge.Charge.Authorizing;
import souk.payments.charge.Charge.Declined;
import souk.payments.charge.Charge.Terms;
import souk.payments.charge.Charge.Voided;
import souk.payments.charge.ChargeEvent.CaptureWanted;
import souk.payments.charge.ChargeEvent.MoreWanted;
import souk.payments.charge.ChargeEvent.PartWanted;
import souk.payments.charge.ChargeEvent.ReleaseWanted;
import souk.payments.psp.Breakers;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.NextAction;
import souk.payments.psp.PaymentOption;
import souk.payments.psp.Refusal;
import souk.payments.risk.RiskCheck;
import souk.payments.risk.RiskQuestion;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/**
 * Charges as their callers use them. Every method may be called again, by any number of workers at
 * once, and answers the charge as its row has it afterwards. None may be called in a transaction:
 * the intent is committed, the provider is called with no connection in hand, the outcome is
 * committed. What stays PENDING or UNKNOWN is driven on without the caller, who is told by the
 * events that carry a {@link ChargeStanding}.
 */
@Singleton
public final class Charges {
  private static final Logger log = LoggerFactory.getLogger(Charges.class);

  /** An authorization and the void of what came of it, should the order have died meanwhile. */
  private static final int OPERATIONS_MAX = 2;

  private final StoredCharges charges;
  private final ChargeSteps steps;
  private final Cards cards;
  private final Breakers provider;
  private final RiskCheck risk;

  Charges(
      StoredCharges charges, ChargeSteps steps, Cards cards, Breakers provider, RiskCheck risk) {
    this.provider = provider;
    this.charges = charges;
    this.steps = steps;
    this.cards = cards;
    this.risk = risk;
  }

  /**
   * Refuses what would have to be paid for at once, while the provider is left alone because it
   * failed too often, here or at the workers that would ask it: for whoever is about to write an
   * order. Reads memory only. What is under way waits instead.
   *
   * @throws Problem 503 {@code payments_unavailable}, with when to try again
   */
  public void requireProvider() {
    provider
        .leftAlone()
        .ifPresent(pause -> {
          throw Problem.unavailable(
              "payments_unavailable", "Payments are interrupted; please try again.", pause);
        });
  }

  /**
   * Reserves the amount on the card. A card the payer does not have is declined, as is what the
   * rules against fraud refuse, before the provider hears of either; a charge that was released
   * before is VOIDED and stays so. With {@link PaymentOption#PAYER_PRESENT} it may be
   * REQUIRES_ACTION until the payer has done what {@link #nextAction} says, or took too long.
   *
   * @throws Problem 422 {@code charge_reused} when the charge id stands for another request, 409
   *     {@code order_already_charged} when another charge holds or has taken money for the order
   */
  public ChargeStanding authorize(AuthorizeCharge request) {
    var stored = charges.find(request.chargeId()).orElseGet(() -> intend(request));
    var terms = stored.charge().terms();
    if (terms != null && !terms.equals(terms(request))) {
      throw Problem.refused("charge_reused", "This charge was made for another payment.");
    }
    // a stone knows no order; whoever asks for the charge now says of which it is
    return drive(stored).standing().of(request.order());
  }

  private StoredCharge intend(AuthorizeCharge request) {
    var terms = terms(request);
    Supplier<Charge> first =
        cards
            .find(request.payer(), request.cardId())
            .<Supplier<Charge>>map(card -> () -> judged(request, terms, card))
            .orElse(() -> refused(terms, DeclineReason.CARD_UNKNOWN));
    try {
      // what is decided about it and its intent are committed together
      return charges.add(request.chargeId(), first);
    } catch (Problem refused) {
      if (refused.code().equals(StoredCharges.ALREADY_CHARGED)) countAttempt(first);
      throw refused;
    }
  }

  /** It was one all the same, and counts against whoever makes many; its refusal stands. */
  private static void countAttempt(Supplier<Charge> first) {
    try {
      var _ = first.get();
    } catch (RuntimeException uncounted) {
      log.warn("an attempt on an order that is paid for could not be counted", uncounted);
    }
  }

  private Charge judged(AuthorizeCharge request, Terms terms, Card card) {
    var question = RiskQuestion.of(request.chargeId(), request.order(), card, request.amount());
    return switch (risk.check(question)) {
      case ALLOW, REVIEW -> new Authorizing(terms, card.token(), false, null);
      case BLOCK -> refused(terms, DeclineReason.RISK_REFUSED);
    };
  }

  private static Charge refused(Terms terms, DeclineReason reason) {
    return new Declined(terms, new Refusal(reason, "none"), null);
  }

  private static Terms terms(AuthorizeCharge request) {
    return new Terms(
        request.order(), request.payer(), request.cardId(), request.amount(), request.options());
  }

  /** What the payer of a charge that is REQUIRES_ACTION has to do. */
  public Optional<NextAction> nextAction(UUID chargeId) {
    return charges
        .find(chargeId)
        .flatMap(stored ->
            stored.charge() instanceof ActionRequired(_, _, var action)
                ? Optional.of(action)
                : Optional.empty());
  }

  /**
   * Raises what is reserved to so much in all. The answer is AUTHORIZED of the whole, or of what it
   * was with the reason why no more was given. A charge that is not AUTHORIZED, or of as much
   * already, is answered as it stands.
   *
   * @throws Problem 404 for an unknown charge, 422 {@code authorization_fixed} for one that was not
   *     asked for as {@link PaymentOption#GROWING}
   */
  public ChargeStanding increase(UUID chargeId, Money total) {
    demand(chargeId, PaymentOption.GROWING, "authorization_fixed");
    return drive(charges.apply(chargeId, new MoreWanted(total)).orElseThrow()).standing();
  }

  /**
   * Takes some of the money; what is left stays reserved. The answer is AUTHORIZED with what was
   * captured so far, or with the reason why not.
   *
   * @param number of this capture of the charge, counted from 1; one that was made is not made
   *     again
   * @throws Problem 404 for an unknown charge, 422 {@code single_capture} for one that was not
   *     asked for with {@link PaymentOption#SEVERAL_CAPTURES}, 422 {@code amount_not_authorized}
   *     for more than is left
   */
  public ChargeStanding capturePart(UUID chargeId, int number, Money amount) {
    demand(chargeId, PaymentOption.SEVERAL_CAPTURES, "single_capture");
    var stored = charges.apply(chargeId, new PartWanted(amount, number)).orElseThrow();
    if (stored.charge() instanceof Authorized(_, var hold, _) && hold.captures() == number - 1) {
      throw CaptureAmounts.notAuthorized(amount, hold.left());
    }
    return drive(stored).standing();
  }

  private void demand(UUID chargeId, PaymentOption option, String code) {
    var terms =
        charges.find(chargeId).orElseThrow(() -> Problem.notFound("charge")).charge().terms();
    if (terms == null || !terms.options().contains(option)) {
      throw Problem.refused(code, "This charge was not made for that.");
    }
  }

  /**
   * Takes the amount, once and as the last of this charge; the rest of what was reserved is
   * released. A charge that is not AUTHORIZED is answered as it stands.
   *
   * @throws Problem 404 for an unknown charge, 422 {@code amount_not_authorized} for more than was
   *     reserved or another currency, 409 {@code captured_otherwise} when another amount is being
   *     or has been taken
   * @throws IllegalArgumentException for less than one minor unit: release the charge instead
   */
  public ChargeStanding capture(UUID chargeId, Money amount) {
    if (amount.minor() <= 0) throw new IllegalArgumentException("nothing to capture: " + amount);
    var stored =
        charges
            .apply(chargeId, new CaptureWanted(amount))
            .orElseThrow(() -> Problem.notFound("charge"));
    CaptureAmounts.refuse(stored.charge(), amount);
    return drive(stored).standing();
  }

  /**
   * Takes the whole amount at once, for something that is over already: reserves it and captures
   * it. What the provider reserves and then does not let us take is released, and so is what waits
   * for a payer whom nobody asked. Ask again until it is CAPTURED, DECLINED or VOIDED: then it is
   * what became of it, for ever.
   *
   * @throws Problem as {@link #authorize}
   */
  public ChargeStanding collect(AuthorizeCharge request) {
    var charge = authorize(request);
    return switch (charge.status()) {
      case REQUIRES_ACTION -> isAsked(request) ? charge : release(request.chargeId());
      case AUTHORIZED -> taken(request, charge);
      case PENDING, UNKNOWN, DECLINED, CAPTURED, VOIDED, EXPIRED -> charge;
    };
  }

  private static boolean isAsked(AuthorizeCharge request) {
    return request.options().contains(PaymentOption.PAYER_PRESENT);
  }

  private ChargeStanding taken(AuthorizeCharge request, ChargeStanding charge) {
    return charge.reason() == null
        ? capture(request.chargeId(), request.amount())
        : release(request.chargeId());
  }

  /**
   * Gives the reserved money back. An unknown charge leaves a VOIDED stone, so that an
   * authorization that comes late finds it. While an authorization is under way it is awaited and
   * then voided. A charge that is being or has been captured is answered as it stands.
   */
  public ChargeStanding release(UUID chargeId) {
    return drive(wantRelease(chargeId)).standing();
  }

  private StoredCharge wantRelease(UUID chargeId) {
    var wanted = new ReleaseWanted();
    return charges
        .apply(chargeId, wanted)
        .orElseGet(() -> {
          // the stone, or the charge that somebody has added just now
          charges.add(chargeId, () -> new Voided(null, null));
          return charges.apply(chargeId, wanted).orElseThrow();
        });
  }

  /** The charge, if there is one. */
  public Optional<ChargeStanding> find(UUID chargeId) {
    return charges.find(chargeId).map(StoredCharge::standing);
  }

  /**
   * Compares the charge with the provider and drives it as far as it can go now: what is UNKNOWN is
   * found out, what is PENDING is asked again under the same key, anything else is looked at.
   * Nothing is concluded while the provider does not answer.
   *
   * @throws Problem 404 for an unknown charge
   */
  public ChargeStanding resolve(UUID chargeId) {
    var stored = charges.find(chargeId).orElseThrow(() -> Problem.notFound("charge"));
    return resolve(stored).standing();
  }

  StoredCharge resolve(StoredCharge stored) {
    var looks = stored.charge().work() == null && !stored.charge().isSettled();
    return drive(looks ? step(stored) : stored);
  }

  private StoredCharge drive(StoredCharge stored) {
    var present = stored;
    for (var operations = 0; operations < OPERATIONS_MAX; operations++) {
      var work = present.charge().work();
      if (work == null) return present;
      present = step(present);
      // no progress: another attempt at once would only press a provider in trouble
      if (isSame(work, present.charge().work())) return present;
    }
    return present;
  }

  private static boolean isSame(AtWork before, @Nullable AtWork after) {
    return after != null && after.getClass().equals(before.getClass());
  }

  private StoredCharge step(StoredCharge stored) {
    var after = steps.next(stored).map(event -> charges.conclude(stored, event)).orElse(stored);
    if (after.version() == stored.version()) charges.lookLater(stored);
    return after;
  }
}
