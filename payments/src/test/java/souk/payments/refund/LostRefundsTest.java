package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.psp.PspRefund.Status;
import souk.payments.psp.PspRefunds;
import souk.payments.webhook.PspEvent;

/** Answers that are lost, late or wrong end as what really happened, once. */
class LostRefundsTest {
  private static final long SEED = 20_261_123;
  private RefundDesk desk;

  @BeforeEach
  void open() {
    desk =
        RefundDesk.open(
            StripeTwinOptions.inProcess().seed(SEED).latency(Duration.ofMillis(2)),
            Map.of("stripe.breaker-pause", "100ms", "stripe.timeout", "500ms"));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aLostAnswerIsAskedForAgainUnderTheSameKey() {
    var paid = desk.paid();
    desk.twin.inject(Fault.once(FaultKind.LOSE_ANSWER).on(Operation.REFUNDS_CREATE));
    var refund = desk.request(paid, 500);
    desk.look(desk.resolver);
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.UNKNOWN);
    desk.settle();
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    assertThat(desk.atProvider(paid)).hasSize(1);
    assertThat(desk.breaches()).isEmpty();
  }

  @Test
  void onceTheKeyIsForgottenItIsFoundAmongThePaymentsRefunds() {
    var paid = desk.paid();
    desk.twin.inject(Fault.once(FaultKind.LOSE_ANSWER).on(Operation.REFUNDS_CREATE));
    var refund = desk.request(paid, 500);
    desk.look(desk.resolver);
    forgotten(refund);
    desk.settle(desk.resolver(OtherRefunds.withRandomKeys(psp -> psp)));
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    assertThat(desk.atProvider(paid)).hasSize(1);
  }

  @Test
  void whatWasNeverDoneIsDoneUnderANewKey() {
    var paid = desk.paid();
    desk.twin.inject(Fault.once(FaultKind.LOSE_REQUEST).on(Operation.REFUNDS_CREATE));
    var refund = desk.request(paid, 500);
    desk.look(desk.resolver);
    forgotten(refund);
    desk.settle();
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    assertThat(generation(refund)).isEqualTo("2");
    assertThat(desk.atProvider(paid)).hasSize(1);
  }

  /** Promised money is not given back to those who had it because our balance is low today. */
  @Test
  void aBalanceThatIsTooLowIsWaitedForUnderNewKeys() {
    var paid = desk.paid();
    desk.complete(paid);
    var refund = desk.request(paid, 500);
    var asked = new AtomicInteger();
    var low = OtherRefunds.refusing("balance_insufficient", () -> asked.incrementAndGet() < 4);
    var worker = desk.resolver(low);
    for (var n = 0; n < 3; n++) desk.look(worker);
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.REFUNDING);
    assertThat(desk.earned(paid)).as("his part of it is promised").isEqualTo(800 - 334);
    assertThat(desk.balance("refund:clearing:" + refund + ":EUR")).isEqualTo(-500);
    desk.look(worker);
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    assertThat(generation(refund)).isEqualTo("4");
    assertThat(desk.atProvider(paid)).hasSize(1);
    assertThat(failures()).isZero();
    assertThat(desk.breaches()).isEmpty();
  }

  /** The negative control: what does not pass ends it, and somebody is told. */
  @Test
  void anyOtherRefusalEndsItAndIsCounted() {
    var paid = desk.paid();
    var refund = desk.request(paid, 500);
    var worker = desk.resolver(OtherRefunds.refusing("charge_disputed", () -> true));
    desk.look(worker);
    desk.look(worker);
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.FAILED);
    assertThat(generation(refund)).isEqualTo("1");
    assertThat(failures()).isEqualTo(1);
  }

  private double failures() {
    return desk.node.bean(MeterRegistry.class).get("souk.refund.failed").counter().count();
  }

  private String generation(UUID refund) {
    return desk.node.text(
        "SELECT generation FROM payments.refund WHERE id = '%s'".formatted(refund));
  }

  /** A day has passed since the request was made. */
  private void forgotten(UUID refund) {
    desk.node.sql(
        "UPDATE payments.refund SET intended_at = intended_at - interval '1 day' WHERE id = '%s'"
            .formatted(refund));
  }

  @Test
  void whatTheProviderRefusesGoesBackToWhereItWas() {
    var paid = desk.paid();
    var refund = desk.request(paid, 500);
    desk.node.sql(
        "UPDATE payments.refund SET payment = 'pi_nobodys' WHERE id = '%s'".formatted(refund));
    desk.settle();
    assertThat(desk.refunds.find(refund).orElseThrow().failure()).isEqualTo("resource_missing");
    assertThat(desk.escrow(paid)).isEqualTo(-1200);
    assertThat(desk.setAside(paid)).isZero();
    assertThat(desk.breaches()).isEmpty();
  }

  @Test
  void whatIsPendingIsPromisedUntilItIsGone() {
    var paid = desk.paid();
    var refund = desk.request(paid, 500);
    desk.look(desk.resolver(OtherRefunds.showing(OtherRefunds.as(Status.PENDING))));
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.PENDING);
    assertThat(desk.balance("refund:clearing:" + refund + ":EUR")).isEqualTo(-500);
    desk.look(desk.resolver(OtherRefunds.showing(OtherRefunds.as(Status.UNDECIDED))));
    assertThat(desk.status(refund)).as("a word nobody knows").isEqualTo(RefundStatus.PENDING);
    desk.look(desk.resolver);
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    desk.look(desk.resolver(OtherRefunds.showing(OtherRefunds.as(Status.PENDING))));
    assertThat(desk.status(refund)).as("never backwards").isEqualTo(RefundStatus.SUCCEEDED);
  }

  @Test
  void oneThatFailsAfterItSucceededMayBeTriedAgain() {
    var paid = desk.paid();
    desk.complete(paid);
    var available = desk.balance("psp:balance_available:EUR");
    var refund = desk.refunded(paid, 1200);
    assertThat(desk.earned(paid)).isZero();
    desk.look(desk.resolver(OtherRefunds.showing(OtherRefunds.FAILED)));
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.FAILED);
    assertThat(desk.earned(paid)).isEqualTo(800);
    assertThat(desk.balance("psp:balance_available:EUR")).isEqualTo(available);
    assertThat(desk.setAside(paid)).isZero();
    assertThat(desk.breaches()).isEmpty();
  }

  /** Otherwise it would be looked at in an hour. */
  @Test
  void aWebhookHasItLookedAtAtOnce() {
    var refund = desk.refunded(desk.paid(), 500);
    var failing = desk.resolver(OtherRefunds.showing(OtherRefunds.FAILED));
    told("re_nobodys", Map.of("refund_id", "what people write"));
    told("re_nobodys", Map.of("refund_id", UUID.randomUUID().toString()));
    failing.pass();
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    told("re_nobodys", Map.of("refund_id", refund.toString()));
    failing.pass();
    assertThat(desk.status(refund)).isEqualTo(RefundStatus.FAILED);
  }

  private void told(String reference, Map<String, String> metadata) {
    var handler = desk.node.bean(RefundWebhooks.class);
    var type = "charge.refund.updated";
    assertThat(handler.handles(type)).isTrue();
    handler.handle(new PspEvent("evt_1", type, Instant.EPOCH, reference, metadata, null, null));
  }

  @Test
  void whateverGoesWrongEachGoesBackOnce() throws Exception {
    var paid = soup(UnaryOperator.identity());
    for (var one : paid) {
      assertThat(desk.atProvider(one)).hasSize(2);
      assertThat(desk.setAside(one)).isEqualTo(700);
      assertThat(desk.escrow(one)).isEqualTo(-500);
    }
    assertThat(desk.breaches()).isEmpty();
  }

  /** The negative control. */
  @Test
  void aRandomKeyPerAttemptWouldGiveItBackTwice() throws Exception {
    var paid = soup(OtherRefunds::withRandomKeys);
    assertThat(paid).anyMatch(one -> desk.atProvider(one).size() > 2);
  }

  /** Two refunds of each charge, driven by three workers who die, through a broken line. */
  private List<RefundDesk.Paid> soup(UnaryOperator<UnaryOperator<PspRefunds>> recipe)
      throws Exception {
    var paid = new ArrayList<RefundDesk.Paid>();
    for (var n = 0; n < 25; n++) paid.add(desk.paid());
    Fault.parse(
            "lose_request=0.08,lose_answer=0.15,error_before=0.03,error_after=0.06,"
                + "lock_timeout=0.05,rate_limit=0.03,late_effect=0.04@600")
        .forEach(desk.twin::inject);
    for (var one : paid) {
      desk.request(one, 300);
      desk.request(one, 400);
    }
    var worker = desk.resolver(recipe.apply(OtherRefunds.dying(sometimes(1), sometimes(2))));
    Callable<Boolean> drive =
        () -> {
          for (var passes = 0; passes < 80 && desk.hasWork(); passes++) desk.look(worker);
          return true;
        };
    try (var threads = Executors.newFixedThreadPool(3)) {
      for (var driven : threads.invokeAll(List.of(drive, drive, drive))) driven.get();
    }
    desk.twin.clearFaults();
    desk.settle(worker);
    assertThat(desk.hasWork()).isFalse();
    return paid;
  }

  /** One call in ten. */
  private static Runnable sometimes(long salt) {
    var random = new Random(SEED + salt);
    return () -> {
      if (random.nextInt(10) == 0) throw new IllegalStateException("the worker died");
    };
  }
}
