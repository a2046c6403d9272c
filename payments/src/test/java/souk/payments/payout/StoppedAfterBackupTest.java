package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import souk.platform.action.Operator;
import souk.platform.money.Money;

/** The backup has a payout that was stopped afterwards, and its money went out in another one. */
class StoppedAfterBackupTest {
  private final Installation souk = Installation.open();
  private final UUID driver = UUID.randomUUID();
  private int days = 1;

  @BeforeEach
  void payee() {
    for (var payments = 0; payments < 3; payments++) souk.captured();
    souk.bean(Payees.class)
        .register(
            new Earner(Payee.Kind.DRIVER, driver),
            PayoutMethod.STANDARD,
            new Bank("MC", "btok_us_verified"),
            null);
  }

  @AfterEach
  void close() {
    assertThat(souk.breaches()).isEmpty();
    assertThat(souk.twin.violations()).isEmpty();
    souk.close();
  }

  @Test
  void itIsNotSentBesideTheOneThatPaidTheSameEarnings() {
    lostAfterAnotherOnePaid(false);

    assertThat(souk.adopt())
        .extracting(Finding::kind, Finding::outcome)
        .containsExactly(tuple("payout_forgotten", Outcome.ADOPTED));
    goOn();
    assertThat(transfers()).as("paid once").hasSize(1);
    assertThat(balance(AccountKind.PAYEE_RECEIVABLE)).as("and owes nothing").isZero();
    assertThat(balance(AccountKind.PAYEE_PAYABLE)).isZero();
    assertThat(souk.adopt()).as("a second pass").isEmpty();
  }

  /** In the backup its transfer was about to be asked for, and never was. */
  @Test
  void norIsOneThatMightHaveBeenAskedFor() {
    lostAfterAnotherOnePaid(true);
    souk.adopt();
    goOn();
    assertThat(transfers()).hasSize(1);
    assertThat(balance(AccountKind.PAYEE_RECEIVABLE)).isZero();
  }

  /** The control: what the rows alone would do. */
  @Test
  void withoutAdoptionHeIsPaidTwice() {
    lostAfterAnotherOnePaid(false);
    goOn();
    assertThat(transfers()).hasSize(2);
  }

  /** Nobody knows whether it left: whoever would stop it now might pay the same money again. */
  @Test
  void nothingIsStoppedBeforeTheProviderHasAnswered() {
    lostAfterAnotherOnePaid(true);
    souk.twin.inject(Fault.once(FaultKind.RATE_LIMIT).on(Operation.TRANSFERS_LIST));
    assertThat(souk.adopt()).extracting(Finding::outcome).containsOnly(Outcome.OPEN);
    assertThat(souk.node().text("SELECT status FROM payments.payout")).isEqualTo("BATCHED");
    souk.adopt();
    goOn();
    assertThat(transfers()).hasSize(1);
  }

  @Test
  void oneThatLeftAfterAllIsCaughtUpWith() {
    earns(800);
    takeUp();
    souk.backUp();
    drive();
    earns(500);
    takeUp();
    drive();
    souk.restore();

    assertThat(souk.adopt())
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder("payout_forgotten", "payout_behind");
    goOn();
    assertThat(transfers()).hasSize(2);
    assertThat(balance(AccountKind.PAYEE_RECEIVABLE)).isEqualTo(500);
  }

  private void lostAfterAnotherOnePaid(boolean asked) {
    earns(800);
    takeUp();
    souk.bean(PayoutDriver.class).seal();
    var first = UUID.fromString(souk.node().text("SELECT id FROM payments.payout"));
    if (asked) souk.bean(StoredPayouts.class).apply(first, new PayoutEvent.TransferIntended());
    souk.backUp();
    if (asked) neverExecuted(first);
    souk.bean(OperatePayout.class).cancel(Operator.atCommandLine(), first, "wrong fare");
    takeUp();
    drive();
    souk.restore();
  }

  private void neverExecuted(UUID id) {
    var stored = souk.bean(StoredPayouts.class);
    stored.conclude(stored.find(id).orElseThrow(), new PayoutEvent.NeverExecuted());
  }

  /** What servers do once they run again. */
  private void goOn() {
    drive();
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

  private List<PspRecords.Transfer> transfers() {
    var listed = souk.bean(PspRecords.class).transfers(Instant.EPOCH, null);
    return ((Lookup.Found<PspRecords.Page<PspRecords.Transfer>>) listed).value().items();
  }

  private void earns(long minor) {
    Payday.earns(souk.node(), driver, AccountKind.PAYEE_PAYABLE, Money.of(minor, "EUR"));
  }

  private long balance(AccountKind kind) {
    var sum =
        "SELECT coalesce(sum(abs(balance_minor)), 0) FROM payments.ledger_account"
            + " WHERE owner = '%s' AND kind = '%s'";
    return Long.parseLong(souk.node().text(sum.formatted(driver, kind.code())));
  }
}
