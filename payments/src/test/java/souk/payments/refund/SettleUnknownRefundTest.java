package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.psp.PspRefund.Status;
import souk.payments.psp.PspRefunds;
import souk.payments.refund.OpsRefundController.Outcome;
import souk.payments.refund.OpsRefundController.Resolution;
import souk.payments.refund.RefundDesk.Paid;
import souk.platform.action.Operator;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/** An operator's word is taken where the provider does not say otherwise, and is on record. */
class SettleUnknownRefundTest {
  private RefundDesk desk;
  private SettleUnknownRefund settle;
  private Paid paid;

  @BeforeEach
  void open() {
    desk = RefundDesk.open();
    settle = desk.node.bean(SettleUnknownRefund.class);
    paid = desk.paid();
  }

  @AfterEach
  void close() {
    assertThat(desk.breaches()).isEmpty();
    desk.close();
  }

  @Test
  void whatTheProviderDidIsNotOverruled() {
    var refund = lost(FaultKind.LOSE_ANSWER);
    assertRefused(409, "provider_contradicts", refund, Outcome.NOT_EXECUTED);
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.UNKNOWN);

    settle(refund, Outcome.EXECUTED);
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    assertThat(log(refund)).isEqualTo("refund.resolved: seen at the provider");
    assertRefused(409, "refund_not_unknown", refund, Outcome.EXECUTED);
    assertThat(desk.atProvider(paid)).hasSize(1);
  }

  @Test
  void whatTheProviderDidNotDoIsAskedOnceMore() {
    var refund = lost(FaultKind.LOSE_REQUEST);
    assertRefused(409, "provider_contradicts", refund, Outcome.EXECUTED);
    settle(refund, Outcome.NOT_EXECUTED);
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.REFUNDING);
    desk.settle();
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    assertThat(desk.atProvider(paid)).hasSize(1);
  }

  /** Until then it was looked at for ever, and its money stood promised. */
  @Test
  void ofAStateThatNobodyKnowsHisWordIsTaken() {
    var strange = OtherRefunds.showing(OtherRefunds.as(Status.UNDECIDED));
    settle = through(strange);
    var done = shown(strange);
    settle(done, Outcome.EXECUTED);
    assertThat(desk.status(done)).isEqualTo(RefundStatus.SUCCEEDED);

    var undone = shown(strange);
    settle(undone, Outcome.NOT_EXECUTED);
    assertThat(desk.status(undone)).isEqualTo(RefundStatus.FAILED);
    assertThat(desk.setAside(paid)).isEqualTo(100);
    assertThat(desk.escrow(paid)).isEqualTo(-1100);
  }

  @Test
  void nobodyDecidesWhileTheRequestMayBeUnderWayOrTheProviderIsAway() {
    desk.twin.inject(Fault.once(FaultKind.LOSE_REQUEST).on(Operation.REFUNDS_CREATE));
    var refund = desk.request(paid, 100);
    desk.look(desk.resolver);
    assertRefused(409, "refund_too_fresh", refund, Outcome.NOT_EXECUTED);
    anHourPasses(refund);
    desk.twin.inject(Fault.always(FaultKind.LOSE_REQUEST));
    assertRefused(503, "payments_unavailable", refund, Outcome.NOT_EXECUTED);
    desk.twin.clearFaults();
    assertRefused(404, "not_found", UUID.randomUUID(), Outcome.NOT_EXECUTED);
  }

  @Test
  void ofAllWhoSayItOneConcludesIt() throws Exception {
    var refund = lost(FaultKind.LOSE_ANSWER);
    var concluded = new AtomicInteger();
    try (var operators = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 8)
          .forEach(_ ->
              operators.submit(() -> {
                settle(refund, Outcome.EXECUTED);
                return concluded.incrementAndGet();
              }));
      operators.submit(() -> desk.look(desk.resolver));
    }
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    assertThat(concluded.get()).isLessThanOrEqualTo(1);
    assertThat(log(refund).lines()).hasSize(concluded.get());
  }

  private UUID lost(FaultKind how) {
    desk.twin.inject(Fault.once(how).on(Operation.REFUNDS_CREATE));
    return lookedAt(desk.resolver);
  }

  private UUID shown(UnaryOperator<PspRefunds> strange) {
    return lookedAt(desk.resolver(strange));
  }

  private UUID lookedAt(RefundResolver worker) {
    var refund = desk.request(paid, 100);
    desk.look(worker);
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.UNKNOWN);
    anHourPasses(refund);
    return refund;
  }

  private SettleUnknownRefund through(UnaryOperator<PspRefunds> strange) {
    return new SettleUnknownRefund(
        desk.node.bean(StoredRefunds.class),
        strange.apply(desk.node.bean(PspRefunds.class)),
        desk.node.bean(DatabaseClock.class));
  }

  private void settle(UUID refund, Outcome outcome) {
    var operator = new Operator(UUID.randomUUID(), "Grace");
    settle.settle(operator, refund, new Resolution(outcome, "seen at the provider"));
  }

  private void assertRefused(int status, String code, UUID refund, Outcome outcome) {
    assertThatThrownBy(() -> settle(refund, outcome))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.status()).isEqualTo(status);
            });
  }

  private String log(UUID refund) {
    return desk.node.text(
        """
        SELECT coalesce(string_agg(action || ': ' || reason, E'\\n'), '') FROM platform.action_log
        WHERE subject_id = '%s' AND action = 'refund.resolved'\
        """
            .formatted(refund));
  }

  private void anHourPasses(UUID refund) {
    desk.node.sql(
        "UPDATE payments.refund SET intended_at = intended_at - interval '1 hour' WHERE id = '%s'"
            .formatted(refund));
  }
}
