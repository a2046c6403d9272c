package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static souk.payments.refund.RefundDesk.ADA;
import static souk.payments.refund.RefundDesk.GRACE;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspPayment;
import souk.payments.psp.PspRecords;
import souk.payments.psp.PspRefund;
import souk.payments.restore.Finding;
import souk.payments.restore.Finding.Outcome;
import souk.payments.restore.Installation;
import souk.platform.action.ActionLog;
import souk.platform.money.Money;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** What went back to cards after the backup that the database was restored from. */
class RefundsAfterRestoreTest {
  private static final Money SEVEN = Money.of(700, "EUR");

  private final Installation souk = Installation.open();

  @AfterEach
  void close() {
    assertThat(souk.twin.violations()).isEmpty();
    souk.close();
  }

  @Test
  void whatWentBackIsNotThereToGoBackAgain() {
    var charge = souk.captured();
    souk.backUp();
    var refund = request(charge, SEVEN);
    settle();
    souk.restore();

    assertThat(souk.adopt()).extracting(Finding::kind).containsExactly("refund_forgotten");
    assertThat(status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    assertThatThrownBy(() -> request(charge, SEVEN))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("left of this charge");
    isWhole();
    assertThat(souk.kept(charge)).isEqualTo(500);
  }

  /** The control: the database would give the same money back once more. */
  @Test
  void withoutAdoptionItIsPromisedTwice() {
    var charge = souk.captured();
    souk.backUp();
    request(charge, Money.of(500, "EUR"));
    settle();
    souk.restore();
    request(charge, Money.of(500, "EUR"));
    settle();
    assertThat(souk.kept(charge)).isEqualTo(200);
  }

  @Test
  void aRefundThatWasAgreedOnSinceIsNotAskedForAgain() {
    var charge = souk.captured();
    var refund = awaitingApproval(charge);
    souk.backUp();
    souk.bean(Refunds.class).approve(GRACE, refund);
    settle();
    souk.restore();

    assertThat(souk.adopt()).extracting(Finding::kind).containsExactly("refund_behind");
    assertThat(status(refund)).isEqualTo(RefundStatus.SUCCEEDED);
    isWhole();
    assertThat(souk.kept(charge)).isEqualTo(500);
  }

  @Test
  void aRefundOfAPaymentThatIsForgottenTooGoesBackWithTheRest() {
    souk.backUp();
    var charge = souk.captured();
    request(charge, SEVEN);
    settle();
    souk.restore();
    assertThat(souk.adopt())
        .extracting(Finding::kind, Finding::outcome)
        .containsExactly(tuple("payment_forgotten", Outcome.ADOPTED));
    assertThat(souk.kept(charge)).isZero();
    isWhole();
  }

  /** As long as nobody knows what it is, it could be given once more: people must look. */
  @Test
  void aRefundInAStateThatWeDoNotKnowStaysOpenUntilItIsDecided() {
    var charge = souk.captured();
    souk.backUp();
    var refund = request(charge, SEVEN);
    settle();
    souk.restore();

    assertThat(souk.adopt(adopting(new Undecided(souk.bean(PspRecords.class)))))
        .extracting(Finding::kind, Finding::subject, Finding::outcome)
        .containsExactly(tuple("unseen", "refund " + refund, Outcome.OPEN));
    assertThat(souk.bean(Refunds.class).find(refund)).isEmpty();

    assertThat(souk.adopt())
        .extracting(Finding::kind, Finding::outcome)
        .containsExactly(tuple("refund_forgotten", Outcome.ADOPTED));
    assertThat(souk.adopt(adopting(new Undecided(souk.bean(PspRecords.class)))))
        .as("a row that is there goes its own way")
        .isEmpty();
    isWhole();
  }

  private AdoptRefunds adopting(PspRecords records) {
    return new AdoptRefunds(
        souk.bean(StoredRefunds.class),
        souk.bean(RefundableRows.class),
        records,
        souk.bean(ActionLog.class),
        souk.bean(Transactions.class));
  }

  /** A provider that has invented a new state of refunds. */
  private record Undecided(PspRecords records) implements PspRecords {
    @Override
    public Lookup<Payment> payment(String reference) {
      return records.payment(reference);
    }

    @Override
    public Lookup<Money> refunded(PspPayment payment) {
      return records.refunded(payment);
    }

    @Override
    public Lookup<Page<Payment>> payments(Instant from, @Nullable String next) {
      return records.payments(from, next);
    }

    @Override
    public Lookup<Page<Refund>> refunds(Instant from, @Nullable String next) {
      if (!(records.refunds(from, next) instanceof Lookup.Found<Page<Refund>>(var page))) {
        throw new AssertionError("the provider does not answer");
      }
      var undecided = page.items().stream().map(Undecided::undecided).toList();
      return new Lookup.Found<>(new Page<>(undecided, page.unreadable(), page.next()));
    }

    private static Refund undecided(Refund one) {
      var state = new PspRefund(one.refund().reference(), PspRefund.Status.UNDECIDED, null);
      return new Refund(state, one.refundId(), one.payment(), one.amount());
    }

    @Override
    public Lookup<Page<Transfer>> transfers(Instant from, @Nullable String next) {
      return records.transfers(from, next);
    }
  }

  private void isWhole() {
    assertThat(souk.breaches()).isEmpty();
    assertThat(souk.adopt()).as("a second pass").isEmpty();
  }

  private UUID request(UUID charge, Money amount) {
    return souk.bean(Refunds.class).request(ADA, charge, amount, "rider waited").refundId();
  }

  /** As if it were above the limit of one pair of eyes. */
  private UUID awaitingApproval(UUID charge) {
    var refund = UUID.randomUUID();
    souk.node()
        .sql(
            """
            UPDATE payments.charge SET refunded_minor = 700 WHERE id = '%s';
            INSERT INTO payments.refund
              (id, charge_id, order_kind, order_id, payer_id, payment, amount_minor, currency, reason,
               requested_by, requested_by_name, status, generation, version, looks, intended_at,
               moved_at, created_at)
            SELECT '%s', id, order_kind, order_id, payer_id, psp_reference, 700, 'EUR', 'waited',
                   '%s', 'Ada', 'AWAITING_APPROVAL', 1, 1, 0, now(), now(), now()
            FROM payments.charge WHERE id = '%s'\
            """
                .formatted(charge, refund, ADA.id(), charge));
    return refund;
  }

  private void settle() {
    for (var passes = 0; passes < 30; passes++) {
      souk.node()
          .sql(
              """
              UPDATE payments.refund SET next_wake_at = clock_timestamp()
              WHERE status IN ('REFUNDING', 'UNKNOWN', 'PENDING')\
              """);
      souk.bean(RefundResolver.class).pass();
    }
  }

  private RefundStatus status(UUID refund) {
    return souk.bean(Refunds.class).find(refund).orElseThrow().status();
  }
}
