package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TEN;
import static souk.payments.charge.Till.TWELVE;

import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.PaymentOption;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;
import souk.platform.problem.Problem;

/** A hold that grows, and one that is taken in several captures: each cent of it once. */
class GrowingHoldTest {
  private static final Money FIFTEEN = Money.of(1500, "EUR");
  private static final Money FOUR = Money.of(400, "EUR");

  private static Till till;

  @BeforeAll
  static void open() {
    till = Till.open();
  }

  @AfterAll
  static void close() {
    assertThat(till.breaches()).isEmpty();
    assertThat(till.twin.violations()).isEmpty();
    till.close();
  }

  @Test
  void reservesMoreAndTakesIt() {
    var charge = authorized();
    assertThat(till.charges.increase(charge, FIFTEEN).authorized()).isEqualTo(FIFTEEN);
    assertThat(till.charges.increase(charge, FIFTEEN).authorized()).isEqualTo(FIFTEEN);
    assertThat(reserved(charge)).isEqualTo("1500");
    assertThat(till.charges.capture(charge, FIFTEEN).captured()).isEqualTo(FIFTEEN);
    assertThat(escrow(charge)).isEqualTo("1500");
    assertThat(reserved(charge)).isEqualTo("0");
    assertThat(till.intents(charge).getFirst().amountReceived()).isEqualTo(1500);
  }

  @Test
  void findsOutWhetherItGrew() {
    var charge = authorized();
    var lost = till.charges(OtherPsp.losingAnswers()).increase(charge, FIFTEEN);
    assertThat(lost.status()).isEqualTo(ChargeStatus.UNKNOWN);
    assertThat(till.charges.capture(charge, TEN).status())
        .isIn(ChargeStatus.UNKNOWN, ChargeStatus.AUTHORIZED);
    assertThat(till.charges.resolve(charge).authorized()).isEqualTo(FIFTEEN);
    assertThat(till.charges.release(charge).status()).isEqualTo(ChargeStatus.VOIDED);
    assertThat(reserved(charge)).isEqualTo("0");
  }

  @Test
  void keepsWhatItHadWhenNoMoreIsGiven() {
    var request =
        till.request(GOOD_CARD).with(PaymentOption.GROWING, PaymentOption.SEVERAL_CAPTURES);
    var no = new Refusal(DeclineReason.INSUFFICIENT_FUNDS, "insufficient_funds");
    var charges = till.charges(OtherPsp.refusingTheSecondWrite(no));
    charges.authorize(request);
    assertThat(charges.increase(request.chargeId(), FIFTEEN))
        .extracting(ChargeStanding::status, ChargeStanding::reason, ChargeStanding::authorized)
        .containsExactly(ChargeStatus.AUTHORIZED, "insufficient_funds", TWELVE);
    assertThat(charges.capture(request.chargeId(), TWELVE).status())
        .isEqualTo(ChargeStatus.CAPTURED);
  }

  /** The issuer's own no, ten times, and then the provider's. */
  @Test
  void keepsWhatItHadHoweverOftenTheIssuerDeclines() {
    var charge = authorized();
    till.twin.inject(
        Fault.always(FaultKind.DECLINE).on(Operation.PAYMENT_INTENTS_INCREMENT).times(10));
    for (var attempt = 1; attempt <= 11; attempt++) {
      assertThat(till.charges.increase(charge, FIFTEEN))
          .extracting(ChargeStanding::status, ChargeStanding::authorized)
          .containsExactly(ChargeStatus.AUTHORIZED, TWELVE);
      assertThat(till.charges.find(charge).orElseThrow().reason())
          .isEqualTo(attempt <= 10 ? "insufficient_funds" : "refused_by_provider");
    }
    assertThat(reserved(charge)).isEqualTo("1200");
    assertThat(till.charges.capture(charge, TWELVE).status()).isEqualTo(ChargeStatus.CAPTURED);
  }

  @Test
  void takesItInPartsAndEachOnce() {
    var charge = authorized();
    for (var times = 0; times < 2; times++) {
      assertThat(till.charges.capturePart(charge, 1, FOUR))
          .extracting(ChargeStanding::status, ChargeStanding::captured)
          .containsExactly(ChargeStatus.AUTHORIZED, FOUR);
    }
    assertThat(escrow(charge)).isEqualTo("400");
    assertThat(reserved(charge)).isEqualTo("800");
    till.charges.capturePart(charge, 2, FOUR);
    assertThat(till.charges.capture(charge, Money.of(300, "EUR")))
        .extracting(ChargeStanding::status, ChargeStanding::captured)
        .containsExactly(ChargeStatus.CAPTURED, Money.of(1100, "EUR"));
    assertThat(escrow(charge)).isEqualTo("1100");
    assertThat(reserved(charge)).isEqualTo("0");
    assertThat(till.intents(charge).getFirst().amountReceived()).isEqualTo(1100);
  }

  @Test
  void findsOutWhetherAPartWasTaken() {
    var charge = authorized();
    till.charges.capturePart(charge, 1, FOUR);
    till.charges(OtherPsp.losingAnswers()).capturePart(charge, 2, FOUR);
    assertThat(till.status(charge)).isEqualTo(ChargeStatus.UNKNOWN);
    assertThat(till.charges.resolve(charge).captured()).isEqualTo(Money.of(800, "EUR"));
    assertThat(escrow(charge)).isEqualTo("800");
  }

  /** Who asked for a part died, and nobody came before the provider had forgotten its key. */
  @Test
  void takesAPartOnceAlsoWhenItsKeyIsForgotten() {
    var charge = authorized();
    var dying =
        OtherPsp.dying(
            () -> {},
            () -> {
              throw new Crash();
            });
    assertThatThrownBy(() -> till.charges(dying).capturePart(charge, 1, FOUR))
        .isInstanceOf(Crash.class);
    till.node.sql(
        """
        UPDATE payments.charge SET intended_at = intended_at - interval '23 hours 30 minutes'
        WHERE id = '%s'\
        """
            .formatted(charge));
    var forgotten = OtherPsp.withRandomKeys(UnaryOperator.identity());
    assertThat(till.charges(forgotten).resolve(charge).captured()).isEqualTo(FOUR);
    assertThat(till.intents(charge).getFirst().amountReceived()).isEqualTo(400);
  }

  @Test
  void givesTheRestBackAndKeepsWhatWasTaken() {
    var charge = authorized();
    till.charges.capturePart(charge, 1, FOUR);
    assertThat(till.charges.release(charge))
        .extracting(ChargeStanding::status, ChargeStanding::captured)
        .containsExactly(ChargeStatus.CAPTURED, FOUR);
    assertThat(escrow(charge)).isEqualTo("400");
    assertThat(reserved(charge)).isEqualTo("0");
  }

  @Test
  void refusesWhatWasNotAskedFor() {
    var plain = till.authorized();
    assertRefused("authorization_fixed", () -> till.charges.increase(plain, FIFTEEN));
    assertRefused("single_capture", () -> till.charges.capturePart(plain, 1, FOUR));
    var charge = authorized();
    till.charges.capturePart(charge, 1, TEN);
    assertRefused("amount_not_authorized", () -> till.charges.capturePart(charge, 2, FOUR));
    assertRefused("amount_not_authorized", () -> till.charges.capture(charge, FOUR));
  }

  private static void assertRefused(String code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  private static UUID authorized() {
    var request =
        till.request(GOOD_CARD).with(PaymentOption.GROWING, PaymentOption.SEVERAL_CAPTURES);
    assertThat(till.charges.authorize(request).status()).isEqualTo(ChargeStatus.AUTHORIZED);
    return request.chargeId();
  }

  private static String reserved(UUID charge) {
    return balance("memo:reserved_for", charge);
  }

  private static String escrow(UUID charge) {
    return balance("escrow", charge);
  }

  private static String balance(String kind, UUID charge) {
    return till.node.text(
        """
        SELECT coalesce(-sum(balance_minor), 0) FROM payments.ledger_account
        WHERE kind = '%s' AND owner = 'ride ' || (SELECT order_id FROM payments.charge WHERE id = '%s')\
        """
            .formatted(kind, charge));
  }
}
