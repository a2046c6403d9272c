package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TEN;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.charge.OpsChargeController.Outcome;
import souk.payments.charge.OpsChargeController.Resolution;
import souk.platform.action.Operator;
import souk.platform.problem.Problem;

/** An operator's word is taken where the provider does not say otherwise, and is on record. */
class SettleUnknownTest {
  private Till till;
  private SettleUnknown settle;

  @BeforeEach
  void open() {
    till = Till.open();
    settle = till.node.bean(SettleUnknown.class);
  }

  @AfterEach
  void close() {
    assertThat(till.breaches()).isEmpty();
    assertThat(till.twin.violations()).isEmpty();
    till.close();
  }

  @Test
  void whatTheProviderDidIsNotOverruled() {
    var charge = till.authorized();
    till.charges(OtherPsp.losingAnswers()).capture(charge, TEN);
    anHourPasses(charge);
    assertRefused(409, "provider_contradicts", charge, Outcome.NOT_EXECUTED);
    assertThat(till.status(charge)).isEqualTo(ChargeStatus.UNKNOWN);

    settle(charge, Outcome.EXECUTED);
    assertThat(till.status(charge)).isEqualTo(ChargeStatus.CAPTURED);
    assertThat(till.node.text("SELECT action || ': ' || reason FROM platform.action_log"))
        .isEqualTo("charge.resolved: seen at the provider");
    assertRefused(409, "charge_not_unknown", charge, Outcome.EXECUTED);
  }

  @Test
  void whatTheProviderDidNotDoIsAskedOnceMore() {
    var charge = till.authorized();
    till.charges(OtherPsp.losingRequests()).capture(charge, TEN);
    anHourPasses(charge);
    assertRefused(409, "provider_contradicts", charge, Outcome.EXECUTED);

    settle(charge, Outcome.NOT_EXECUTED);
    assertThat(till.charges.resolve(charge).status()).isEqualTo(ChargeStatus.CAPTURED);
    assertThat(till.intents(charge).getFirst().amountReceived()).isEqualTo(TEN.minor());
  }

  /** People can read at the provider what this program cannot. */
  @Test
  void hisWordCountsForWhatCannotBeRead() throws Exception {
    var charge = till.authorized();
    till.charges(OtherPsp.losingRequests()).capture(charge, TEN);
    anHourPasses(charge);
    var payment = till.column(charge, "psp_reference");
    refersTo(charge, Stranger.reserves(till.twin, "amount=900&currency=clf"));
    settle(charge, Outcome.NOT_EXECUTED);
    refersTo(charge, payment);
    assertThat(till.charges.resolve(charge).status()).isEqualTo(ChargeStatus.CAPTURED);
  }

  private void refersTo(UUID charge, String payment) {
    till.node.sql(
        "UPDATE payments.charge SET psp_reference = '%s' WHERE id = '%s'"
            .formatted(payment, charge));
  }

  @Test
  void anAuthorizationThatIsNowhereIsOver() {
    var request = till.request(GOOD_CARD);
    till.charges(OtherPsp.losingRequests()).authorize(request);
    anHourPasses(request.chargeId());
    assertRefused(409, "provider_contradicts", request.chargeId(), Outcome.EXECUTED);
    settle(request.chargeId(), Outcome.NOT_EXECUTED);
    assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.DECLINED);
  }

  @Test
  void nobodyDecidesWhileTheRequestMayBeUnderWayOrTheProviderIsAway() {
    var charge = till.authorized();
    till.charges(OtherPsp.losingRequests()).release(charge);
    assertRefused(409, "charge_too_fresh", charge, Outcome.NOT_EXECUTED);
    anHourPasses(charge);
    till.twin.inject(Fault.always(FaultKind.LOSE_REQUEST));
    assertRefused(503, "payments_unavailable", charge, Outcome.NOT_EXECUTED);
    till.twin.clearFaults();
    settle(charge, Outcome.NOT_EXECUTED);
    assertThat(till.charges.resolve(charge).status()).isEqualTo(ChargeStatus.VOIDED);
  }

  private void settle(UUID charge, Outcome outcome) {
    var operator = new Operator(UUID.randomUUID(), "Grace");
    settle.settle(operator, charge, new Resolution(outcome, "seen at the provider"));
  }

  private void assertRefused(int status, String code, UUID charge, Outcome outcome) {
    assertThatThrownBy(() -> settle(charge, outcome))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.status()).isEqualTo(status);
            });
  }

  private void anHourPasses(UUID charge) {
    till.node.sql(
        "UPDATE payments.charge SET intended_at = intended_at - interval '1 hour' WHERE id = '%s'"
            .formatted(charge));
  }
}
