package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.embedded.stripe.api.Operation;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.payments.ledger.AccountKind;
import souk.payments.payee.Earner;
import souk.payments.payee.Payee;
import souk.payments.payee.Payees;
import souk.payments.psp.Lookup;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspRecords;
import souk.payments.psp.PspTransfers.Bank;
import souk.payments.restore.Finding;
import souk.payments.restore.Finding.Outcome;
import souk.payments.restore.Installation;
import souk.platform.money.Money;

/** What was sent to payees after the backup that the database was restored from. */
class PayoutsAfterRestoreTest {
  private final Installation souk = Installation.open();
  private final UUID driver = UUID.randomUUID();
  private int days = 1;

  @BeforeEach
  void fund() {
    for (var payments = 0; payments < 3; payments++) souk.captured();
  }

  @AfterEach
  void close() {
    assertThat(souk.twin.violations()).isEmpty();
    souk.close();
  }

  @Test
  void whatWasSentIsNotEarnedAnyMore() {
    register();
    earns(800);
    souk.backUp();
    payday();
    souk.restore();

    assertThat(souk.adopt()).extracting(Finding::kind).containsExactly("payout_forgotten");
    assertThat(balance(AccountKind.PAYEE_PAYABLE)).isZero();
    payday();
    isSentOnce();
  }

  /** The control: he would be sent the same money once more. */
  @Test
  void withoutAdoptionHeIsPaidTwice() {
    register();
    earns(800);
    souk.backUp();
    payday();
    souk.restore();
    payday();
    assertThat(transfers()).hasSize(2);
  }

  @Test
  void aPayoutThatWaitedForItsBatchIsSeenToHaveArrived() {
    register();
    earns(800);
    takeUp();
    souk.backUp();
    drive();
    souk.restore();

    assertThat(souk.adopt()).extracting(Finding::kind).containsExactly("payout_behind");
    assertThat(actions()).containsExactly("payout.adopted");
    drive();
    isSentOnce();
  }

  /** The first pass has entered it and cannot see whether the bank has it. */
  @Test
  void anAdoptionThatBrokeOffIsEndedByTheNext() {
    register();
    earns(800);
    souk.backUp();
    payday();
    souk.restore();

    souk.twin.inject(Fault.once(FaultKind.RATE_LIMIT).on(Operation.PAYOUTS_LIST));
    assertThat(souk.adopt())
        .extracting(Finding::kind, Finding::outcome)
        .containsExactly(tuple("payout_forgotten", Outcome.OPEN));
    souk.twin.inject(Fault.once(FaultKind.RATE_LIMIT).on(Operation.PAYOUTS_LIST));
    assertThat(souk.adopt())
        .extracting(Finding::kind, Finding::outcome)
        .containsExactly(tuple("unseen", Outcome.OPEN));
    assertThat(souk.adopt())
        .extracting(Finding::kind, Finding::outcome)
        .containsExactly(tuple("payout_behind", Outcome.ADOPTED));
    assertThat(balance(AccountKind.PAYEE_PAYABLE)).isZero();
    isSentOnce();
  }

  @Test
  void whoWasPaidForWhatIsForgottenOwesIt() {
    register();
    earns(300);
    souk.backUp();
    earns(500);
    payday();
    souk.restore();
    souk.adopt();
    assertThat(balance(AccountKind.PAYEE_PAYABLE)).isZero();
    assertThat(balance(AccountKind.PAYEE_RECEIVABLE)).isEqualTo(500);

    drive();
    earns(600);
    payday();
    assertThat(transfers())
        .extracting(one -> one.transfer().amount().minor())
        .containsExactlyInAnyOrder(800L, 100L);
    assertThat(balance(AccountKind.PAYEE_RECEIVABLE)).isZero();
    isWhole();
  }

  @Test
  void whatWasSentOfEarningsAndTipsIsTakenOfBoth() {
    register();
    earns(300);
    earns(AccountKind.TIPS, 200);
    souk.backUp();
    earns(100);
    payday();
    souk.restore();

    assertThat(souk.adopt())
        .extracting(Finding::kind, Finding::outcome)
        .containsExactly(tuple("payout_forgotten", Outcome.ADOPTED));
    assertThat(balance(AccountKind.PAYEE_PAYABLE)).isZero();
    assertThat(balance(AccountKind.TIPS)).isZero();
    assertThat(balance(AccountKind.PAYEE_RECEIVABLE)).isEqualTo(100);
    isSentOnce();
  }

  @Test
  void whatWentToSomebodyWhoIsForgottenIsTakenBack() {
    souk.backUp();
    register();
    earns(800);
    takeUp();
    onlyTheTransfer();
    souk.restore();

    assertThat(souk.adopt())
        .extracting(Finding::kind, Finding::outcome)
        .containsExactly(tuple("payout_forgotten", Outcome.ADOPTED));
    assertThat(transfers()).allMatch(one -> one.transfer().isTakenBack());
    assertThat(actions()).containsExactly("payout.take_back_asked");
    isWhole();
  }

  @Test
  void whatCannotBeTakenBackStaysOpen() {
    souk.backUp();
    register();
    earns(800);
    payday();
    souk.restore();
    assertThat(souk.adopt()).allMatch(one -> one.outcome() == Outcome.OPEN).hasSize(1);
  }

  /** What operations did to payouts. */
  private List<String> actions() {
    return souk.node()
        .lines("SELECT action FROM platform.action_log WHERE subject_kind = 'payout' ORDER BY id");
  }

  private void isSentOnce() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          drive();
          assertThat(souk.node().text("SELECT status FROM payments.payout")).isEqualTo("SETTLED");
        });
    assertThat(transfers()).hasSize(1);
    isWhole();
  }

  private void isWhole() {
    assertThat(souk.breaches()).isEmpty();
    assertThat(souk.adopt()).as("a second pass").isEmpty();
  }

  private List<PspRecords.Transfer> transfers() {
    var listed = souk.bean(PspRecords.class).transfers(Instant.EPOCH, null);
    return ((Lookup.Found<PspRecords.Page<PspRecords.Transfer>>) listed).value().items();
  }

  private void register() {
    var bank = new Bank("MC", "btok_us_verified");
    var payee =
        souk.bean(Payees.class)
            .register(new Earner(Payee.Kind.DRIVER, driver), PayoutMethod.STANDARD, bank, null);
    assertThat(payee.status()).isEqualTo(Payee.Status.ACTIVE);
  }

  private void earns(long minor) {
    earns(AccountKind.PAYEE_PAYABLE, minor);
  }

  private void earns(AccountKind kind, long minor) {
    Payday.earns(souk.node(), driver, kind, Money.of(minor, "EUR"));
  }

  private long balance(AccountKind kind) {
    var sum =
        "SELECT coalesce(sum(abs(balance_minor)), 0) FROM payments.ledger_account"
            + " WHERE owner = '%s' AND kind = '%s'";
    return Long.parseLong(souk.node().text(sum.formatted(driver, kind.code())));
  }

  /** A window ends, and all goes out. */
  private void payday() {
    takeUp();
    drive();
  }

  private void takeUp() {
    Payday.takeUp(souk.node(), ++days);
  }

  private void drive() {
    souk.bean(PayoutDriver.class).seal();
    Payday.drive(souk.node());
  }

  /** Whoever sent it died before he sent it on to the bank. */
  private void onlyTheTransfer() {
    souk.bean(PayoutDriver.class).seal();
    var stored = souk.bean(StoredPayouts.class);
    var id = UUID.fromString(souk.node().text("SELECT id FROM payments.payout"));
    var asked = stored.apply(id, new PayoutEvent.TransferIntended()).orElseThrow();
    assertThat(souk.bean(PayoutSteps.class).next(asked)).isPresent();
  }
}
