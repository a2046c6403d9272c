package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TEN;
import static souk.payments.charge.Till.TWELVE;

import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.embedded.stripe.account.StateChange;
import souk.payments.card.Cards;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** What a caller of charges can rely on while nothing is lost. */
class ChargesTest {
  private static Till till;

  @BeforeAll
  static void open() {
    till = Till.open();
  }

  @AfterAll
  static void close() {
    till.close();
  }

  @AfterEach
  void nothingWasDoneThatACorrectCallerNeverDoes() {
    assertThat(till.twin.violations()).isEmpty();
  }

  @Test
  void authorizesAndTakesPartOfIt() {
    var request = till.request(GOOD_CARD);

    var authorized = till.charges.authorize(request);
    var captured = till.charges.capture(request.chargeId(), TEN);

    assertThat(authorized)
        .returns(ChargeStatus.AUTHORIZED, ChargeStanding::status)
        .returns(TWELVE, ChargeStanding::authorized)
        .returns(Money.of(0, "EUR"), ChargeStanding::captured)
        .returns(request.order(), ChargeStanding::order);
    assertThat(captured)
        .returns(ChargeStatus.CAPTURED, ChargeStanding::status)
        .returns(TWELVE, ChargeStanding::authorized)
        .returns(TEN, ChargeStanding::captured);
    assertThat(till.charges.find(request.chargeId())).contains(captured);
    assertThat(till.events(request.chargeId())).isEqualTo("charge.authorized charge.captured");
    assertThat(intent(request.chargeId())).isEqualTo("succeeded 1000");
    assertThat(till.intents(request.chargeId()).getFirst().changes())
        .extracting(StateChange::idempotencyKey)
        .containsOnly(
            "souk-%s-authorize-1".formatted(request.chargeId()),
            "souk-%s-capture-2".formatted(request.chargeId()));
  }

  @Test
  void collectsTheWholeAmountOnceHoweverOftenItIsAsked() {
    var request = till.request(GOOD_CARD);

    var first = till.charges.collect(request);
    var again = till.charges.collect(request);

    assertThat(first)
        .returns(ChargeStatus.CAPTURED, ChargeStanding::status)
        .returns(TWELVE, ChargeStanding::captured);
    assertThat(again).isEqualTo(first);
    assertThat(intent(request.chargeId())).isEqualTo("succeeded 1200");
    assertThat(till.intents(request.chargeId())).hasSize(1);
  }

  @Test
  void aRefusedCardIsCollectedFromNeverAgainUnderThatCharge() {
    var request = till.request("pm_card_visa_chargeDeclined");

    var first = till.charges.collect(request);

    assertThat(first.status()).isEqualTo(ChargeStatus.DECLINED);
    assertThat(till.charges.collect(request)).isEqualTo(first);
    assertThat(till.intents(request.chargeId())).hasSize(1);
  }

  /** A hold that cannot be taken is not left on the card. */
  @Test
  void whatIsReservedAndCannotBeTakenIsReleased() {
    var request = till.request(GOOD_CARD);
    var refused = new Refusal(DeclineReason.REFUSED_BY_PROVIDER, "no");
    var unwilling = till.charges(OtherPsp.refusingTheSecondWrite(refused));

    var first = unwilling.collect(request);
    var second = unwilling.collect(request);

    assertThat(first)
        .returns(ChargeStatus.AUTHORIZED, ChargeStanding::status)
        .returns("refused_by_provider", ChargeStanding::reason);
    assertThat(second.status()).isEqualTo(ChargeStatus.VOIDED);
    assertThat(unwilling.collect(request)).isEqualTo(second);
    assertThat(intent(request.chargeId())).isEqualTo("canceled 0");
  }

  @Test
  void givesBackWhatWasAuthorized() {
    var charge = till.authorized();

    assertThat(till.charges.release(charge).status()).isEqualTo(ChargeStatus.VOIDED);

    assertThat(till.events(charge)).isEqualTo("charge.authorized charge.voided");
    assertThat(intent(charge)).isEqualTo("canceled 0");
  }

  @ParameterizedTest
  @CsvSource({
    "pm_card_chargeDeclined, card_declined, generic_decline",
    "pm_card_visa_chargeDeclined, card_declined, generic_decline",
    "pm_card_chargeDeclinedInsufficientFunds, insufficient_funds, insufficient_funds",
    "pm_card_chargeDeclinedExpiredCard, card_expired, expired_card",
    "pm_card_chargeDeclinedIncorrectCvc, cvc_wrong, incorrect_cvc",
    "pm_card_chargeDeclinedProcessingError, processing_error, processing_error",
    "pm_card_visa_chargeDeclinedLostCard, card_declined, lost_card",
    "pm_card_authenticationRequired, authentication_required, authentication_required"
  })
  void declinesForAReasonOfOurs(String token, String reason, String pspCode) {
    var request = till.request(token);

    assertThat(till.charges.authorize(request))
        .returns(ChargeStatus.DECLINED, ChargeStanding::status)
        .returns(reason, ChargeStanding::reason);

    assertThat(till.column(request.chargeId(), "psp_code")).isEqualTo(pspCode);
    assertThat(till.events(request.chargeId())).isEqualTo("charge.declined");
  }

  @Test
  void declinesWhatTheProviderWillNotCharge() {
    var request = till.request(GOOD_CARD);
    var tooLittle = with(request, Money.of(1, "EUR"));
    assertThat(till.charges.authorize(tooLittle))
        .returns(ChargeStatus.DECLINED, ChargeStanding::status)
        .returns("amount_refused", ChargeStanding::reason);

    var withoutCents = with(till.request(GOOD_CARD), Money.of(500_000, "ISK"));
    assertThat(till.charges.authorize(withoutCents).reason()).isEqualTo("amount_refused");
  }

  @Test
  void declinesACardThatIsNotThePayers() {
    var mine = till.request(GOOD_CARD);
    var theirs = till.request(GOOD_CARD);
    var stolen =
        new AuthorizeCharge(UUID.randomUUID(), mine.order(), mine.payer(), theirs.cardId(), TWELVE);

    assertThat(till.charges.authorize(stolen))
        .returns(ChargeStatus.DECLINED, ChargeStanding::status)
        .returns("card_unknown", ChargeStanding::reason);

    assertThat(till.events(stolen.chargeId())).isEqualTo("charge.declined");
    assertThat(till.charges.authorize(mine).status()).isEqualTo(ChargeStatus.AUTHORIZED);
  }

  @Test
  void answersTheSameWhenAskedAgain() {
    var request = till.request(GOOD_CARD);
    var charge = request.chargeId();
    var authorized = till.charges.authorize(request);
    assertThat(till.charges.authorize(request)).isEqualTo(authorized);

    var captured = till.charges.capture(charge, TEN);
    assertThat(till.charges.capture(charge, TEN)).isEqualTo(captured);
    assertThat(till.charges.authorize(request)).isEqualTo(captured);
    assertThat(till.charges.release(charge)).isEqualTo(captured);
    assertThat(till.charges.resolve(charge)).isEqualTo(captured);

    assertThat(till.intents(charge)).hasSize(1);
  }

  @Test
  void releasesOnceAndForAll() {
    var charge = till.authorized();
    var voided = till.charges.release(charge);
    assertThat(till.charges.release(charge)).isEqualTo(voided);
    assertThat(till.charges.capture(charge, TEN)).isEqualTo(voided);
  }

  @Test
  void leavesAStoneForAChargeThatComesTooLate() {
    var request = till.request(GOOD_CARD);

    assertThat(till.charges.release(request.chargeId()).status()).isEqualTo(ChargeStatus.VOIDED);
    assertThat(till.charges.release(request.chargeId()).status()).isEqualTo(ChargeStatus.VOIDED);
    assertThat(till.charges.authorize(request))
        .returns(ChargeStatus.VOIDED, ChargeStanding::status)
        .returns(request.order(), ChargeStanding::order)
        .returns(null, ChargeStanding::authorized);

    assertThat(till.intents(request.chargeId())).isEmpty();
    assertThat(till.events(request.chargeId())).isEmpty();
  }

  @Test
  void refusesAmountsThatWereNotAuthorized() {
    var charge = till.authorized();
    assertProblem(422, "amount_not_authorized", () -> till.charges.capture(charge, eur(1201)));
    var dollars = Money.of(1000, "USD");
    assertProblem(422, "amount_not_authorized", () -> till.charges.capture(charge, dollars));
    assertThatIllegalArgumentException().isThrownBy(() -> till.charges.capture(charge, eur(0)));
    assertThat(till.charges.find(charge).orElseThrow().status()).isEqualTo(ChargeStatus.AUTHORIZED);

    till.charges.capture(charge, TEN);
    assertProblem(409, "captured_otherwise", () -> till.charges.capture(charge, TWELVE));
  }

  @Test
  void refusesAChargeIdThatStandsForAnotherPayment() {
    var request = till.request(GOOD_CARD);
    till.charges.authorize(request);
    assertProblem(422, "charge_reused", () -> till.charges.authorize(with(request, TEN)));
    assertThat(till.intents(request.chargeId())).hasSize(1);
  }

  @Test
  void chargesAnOrderOnce() {
    var first = till.request(GOOD_CARD);
    var second =
        new AuthorizeCharge(
            UUID.randomUUID(), first.order(), first.payer(), first.cardId(), TWELVE);

    till.charges.authorize(first);
    assertProblem(409, "order_already_charged", () -> till.charges.authorize(second));
    till.charges.capture(first.chargeId(), TEN);
    assertProblem(409, "order_already_charged", () -> till.charges.authorize(second));

    assertThat(till.charges.find(second.chargeId())).isEmpty();
    assertThat(till.intents(second.chargeId())).isEmpty();
  }

  @Test
  void chargesAnOrderAgainAfterADeclineOrAVoid() {
    var declined = till.request("pm_card_chargeDeclined");
    till.charges.authorize(declined);
    var card = till.node.bean(Cards.class);
    var other = card.register(declined.payer(), GOOD_CARD);
    var second =
        new AuthorizeCharge(
            UUID.randomUUID(), declined.order(), declined.payer(), other.id(), TWELVE);
    assertThat(till.charges.authorize(second).status()).isEqualTo(ChargeStatus.AUTHORIZED);

    till.charges.release(second.chargeId());
    var third =
        new AuthorizeCharge(
            UUID.randomUUID(), declined.order(), declined.payer(), other.id(), TWELVE);
    assertThat(till.charges.authorize(third).status()).isEqualTo(ChargeStatus.AUTHORIZED);
  }

  @Test
  void knowsNoChargeThatWasNeverAskedFor() {
    var nobodys = UUID.randomUUID();
    assertThat(till.charges.find(nobodys)).isEmpty();
    assertProblem(404, "not_found", () -> till.charges.capture(nobodys, TEN));
    assertProblem(404, "not_found", () -> till.charges.resolve(nobodys));
  }

  private static Money eur(long cents) {
    return Money.of(cents, "EUR");
  }

  private static AuthorizeCharge with(AuthorizeCharge request, Money amount) {
    return new AuthorizeCharge(
        request.chargeId(), request.order(), request.payer(), request.cardId(), amount);
  }

  private static void assertProblem(int status, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class,
            problem ->
                assertThat(problem).returns(status, Problem::status).returns(code, Problem::code));
  }

  private static String intent(UUID charge) {
    var intent = till.intents(charge).getFirst();
    return intent.status() + " " + intent.amountReceived();
  }
}
