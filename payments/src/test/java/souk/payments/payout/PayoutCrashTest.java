package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import souk.payments.ledger.LedgerCheck;
import souk.payments.payout.DyingTransfers.Crash;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayout;
import souk.platform.money.Money;

/** One transfer and one payout for each, whatever dies at whatever point. */
class PayoutCrashTest {
  private static final long SEED = 20_261_123;
  private static final int PAYEES = 60;
  private static final int PASSES_MAX = 60;

  /** Before and after each of the three calls, in turn; the next worker goes on from the row. */
  @Test
  void whereverAWorkerDiesAnotherGoesOn() {
    for (var point = 0; point < 6; point++) {
      try (var payroll = Payroll.open()) {
        var driver = payroll.payee(PayoutMethod.STANDARD);
        payroll.earns(driver, 800);
        payroll.window(PayoutMethod.STANDARD);
        var dying = dyingAt(payroll, point);
        payroll.drive(dying);
        payroll.drive(dying);
        payroll.psp.bank(PspPayout.Status.FAILED, "COULD_NOT_PROCESS");
        for (var pass = 0; pass < 4; pass++) payroll.drive(dying);

        assertThat(payroll.statuses()).as("point %s", point).isEqualTo("FAILED 1");
        assertThat(payroll.only().payout().isFinished()).isTrue();
        assertThat(payroll.psp.transfers).hasSize(1).allMatch(transfer -> transfer.takenBack);
        assertThat(payroll.psp.payouts).hasSize(1);
        assertThat(payroll.psp.violations).isEmpty();
        assertThat(payroll.breaches()).isEmpty();
      }
    }
  }

  /** Dies once, at this point of all that it comes to. */
  private static DyingTransfers dyingAt(Payroll payroll, int point) {
    var passed = new AtomicInteger();
    Runnable here =
        () -> {
          if (passed.getAndIncrement() == point) throw new Crash();
        };
    return new DyingTransfers(
        payroll.psp,
        UnaryOperator.identity(),
        here,
        new DyingTransfers.After() {
          @Override
          public <T> PspOutcome<T> of(PspOutcome<T> answer) {
            here.run();
            return answer;
          }
        });
  }

  /** After a day the provider may have forgotten a key: what was left behind is searched. */
  @Test
  void onceTheKeyIsForgottenNothingIsAskedAgain() {
    try (var payroll = Payroll.open()) {
      payroll.earns(payroll.payee(PayoutMethod.STANDARD), 800);
      payroll.window(PayoutMethod.STANDARD);
      for (var pass = 0; pass < 6; pass++) {
        payroll.drive(forgettingAndLosing(payroll));
        payroll.node.sql("UPDATE payments.payout SET intended_at = intended_at - interval '1 day'");
      }
      assertThat(payroll.statuses()).isEqualTo("ACCEPTED 1");
      assertThat(payroll.psp.transfers).hasSize(1);
      assertThat(payroll.psp.payouts).hasSize(1);
    }
  }

  private static DyingTransfers forgettingAndLosing(Payroll payroll) {
    return new DyingTransfers(
        payroll.psp,
        _ -> PspKey.of(UUID.randomUUID(), "attempt", 1),
        () -> {},
        new DyingTransfers.After() {
          @Override
          public <T> PspOutcome<T> of(PspOutcome<T> answer) {
            return new PspOutcome.Unknown<>("lost", false);
          }
        });
  }

  @Test
  void inAllKindsOfTroubleEverybodyIsPaidOnce() throws Exception {
    try (var payroll = Payroll.open()) {
      cook(payroll, UnaryOperator.identity());
      assertThat(payroll.psp.violations).isEmpty();
      assertThat(payroll.statuses()).isEqualTo("SETTLED " + PAYEES);
      assertThat(payroll.psp.transfers).hasSize(PAYEES);
      assertThat(payroll.psp.payouts).hasSize(PAYEES);
      assertThat(payroll.breaches()).isEmpty();
    }
  }

  /** The same for those who are paid in another currency: changed once, at one rate, sent once. */
  @Test
  void inAllKindsOfTroubleMoneyIsChangedOnce() throws Exception {
    try (var payroll = Payroll.open()) {
      payroll.publish("EUR", "CHF", "0.9365", Duration.ofMinutes(1));
      cook(payroll, UnaryOperator.identity(), "CHF");
      assertThat(payroll.psp.violations).isEmpty();
      assertThat(payroll.statuses()).isEqualTo("SETTLED " + PAYEES);
      assertThat(payroll.psp.payouts)
          .hasSize(PAYEES)
          .allMatch(sent -> sent.amount.equals(Money.of(741, "CHF")));
      assertThat(payroll.node.text("SELECT count(*) FROM payments.payout_exchange"))
          .isEqualTo(String.valueOf(PAYEES));
      assertThat(payroll.node.bean(LedgerCheck.class).run(_ -> {}).findings()).isEmpty();
      assertThat(payroll.breaches()).isEmpty();
    }
  }

  /** The negative control: with another key for each attempt the same trouble pays twice. */
  @Test
  void aRandomKeyPerAttemptWouldPayTwice() throws Exception {
    try (var payroll = Payroll.open()) {
      cook(payroll, _ -> PspKey.of(UUID.randomUUID(), "attempt", 1));
      assertThat(payroll.psp.violations).isNotEmpty();
    }
  }

  /** Four workers who take up, seal and drive at once, and die or lose answers now and then. */
  private static void cook(Payroll payroll, UnaryOperator<PspKey> keys) throws Exception {
    cook(payroll, keys, "EUR");
  }

  private static void cook(Payroll payroll, UnaryOperator<PspKey> keys, String paidIn)
      throws Exception {
    var payees =
        IntStream.range(0, PAYEES).mapToObj(_ -> payroll.payee(PayoutMethod.STANDARD)).toList();
    payees.forEach(payee -> payroll.isPaidIn(payee, paidIn));
    payees.forEach(payee -> payroll.earns(payee, 800));
    try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var shifts =
          IntStream.range(0, 4)
              .<Callable<Void>>mapToObj(
                  worker -> () -> shift(payroll, troubled(payroll, keys, worker)))
              .toList();
      for (var shift : workers.invokeAll(shifts)) shift.get();
    }
    for (var pass = 0; pass < PASSES_MAX; pass++) {
      payroll.psp.bank(PspPayout.Status.PAID, null);
      payroll.drive();
    }
  }

  private static Void shift(Payroll payroll, DyingTransfers psp) {
    var now = payroll.node.bean(souk.platform.postgres.DatabaseClock.class).now();
    for (var pass = 0; pass < 6; pass++) {
      payroll.takeUp.pass(PayoutMethod.STANDARD, now.plus(java.time.Duration.ofDays(2)));
      payroll.driver(psp).seal();
      payroll.drive(psp);
    }
    return null;
  }

  private static DyingTransfers troubled(Payroll payroll, UnaryOperator<PspKey> keys, int worker) {
    var random = new Random(SEED + worker);
    return new DyingTransfers(
        payroll.psp,
        keys,
        () -> {
          if (random.nextInt(8) == 0) throw new Crash();
        },
        new DyingTransfers.After() {
          @Override
          public <T> PspOutcome<T> of(PspOutcome<T> answer) {
            return switch (random.nextInt(8)) {
              case 0 -> throw new Crash();
              case 1 -> new PspOutcome.Unknown<>("lost", false);
              case 2 -> new PspOutcome.Unknown<>("stored failure", true);
              default -> answer;
            };
          }
        });
  }
}
