package souk.payments.recon;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.payments.refund.RefundDesk.ADA;
import static souk.payments.refund.RefundDesk.GRACE;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.recon.Cases.Wish;

/** What operators do about a difference, and what the missing side does when it comes. */
class CasesTest {
  private static final String SUSPENSE = "recon:suspense:EUR";
  private static CaseDesk desk;

  private final String reference = "pi_" + UUID.randomUUID();

  @BeforeAll
  static void open() {
    desk = CaseDesk.open();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @AfterEach
  void audited() {
    assertThat(desk.breaches()).isEmpty();
  }

  private UUID openCase() {
    return requireNonNull(desk.open(reference));
  }

  private static Wish correct() {
    return new Wish(CaseAction.CORRECT, "", "booked by hand");
  }

  @Test
  void whatIsMissingHereIsHeldInSuspense() {
    var before = desk.balance(SUSPENSE);
    desk.theirs(reference, "PAYMENT", 700);
    var id = openCase();
    assertThat(desk.standing(id).verdict()).isEqualTo(Verdict.MISSING_HERE);
    desk.resolve(ADA, id, correct());
    assertThat(desk.standing(id).status()).isEqualTo(CaseStatus.RESOLVED);
    assertThat(desk.balance(SUSPENSE)).isEqualTo(before - 700);
    assertThat(desk.open(reference)).isNull();
  }

  private static String correctionOf(UUID id) {
    return desk.node.text(
        "SELECT key FROM payments.ledger_journal WHERE facts->>'case' = '%s'".formatted(id));
  }

  /** What was corrected is told after all: the correction is what is wrong then. */
  @Test
  void aCorrectionIsTakenBackWhenTheMissingSideComes() {
    var before = desk.balance(SUSPENSE);
    desk.theirs(reference, "PAYMENT", 700);
    var first = openCase();
    desk.resolve(ADA, first, correct());
    desk.ours(reference, 700);
    var second = openCase();
    assertThat(second).isNotEqualTo(first);
    assertThat(desk.standing(second).verdict()).isEqualTo(Verdict.DIFFERENT_AMOUNT);
    desk.resolve(ADA, second, new Wish(CaseAction.REVERSE, correctionOf(first), "came late"));
    assertThat(desk.open(reference)).isNull();
    assertThat(desk.balance(SUSPENSE)).isEqualTo(before);
  }

  @Test
  void aCaseClosesItselfWhenTheMissingSideComes() {
    desk.ours(reference, 700);
    var id = openCase();
    assertThat(desk.standing(id).verdict()).isEqualTo(Verdict.MISSING_THERE);
    desk.theirs(reference, "PAYMENT", 700);
    assertThat(desk.open(reference)).isNull();
    assertThat(desk.standing(id).status()).isEqualTo(CaseStatus.CLOSED);
    assertThatThrownBy(() -> desk.resolve(ADA, id, correct())).hasMessageContaining("CLOSED");
  }

  @Test
  void anOpenCaseSaysWhatDiffersNow() {
    desk.ours(reference, 700);
    var id = openCase();
    desk.theirs(reference, "PAYMENT", 650);
    assertThat(openCase()).isEqualTo(id);
    assertThat(desk.standing(id).verdict()).isEqualTo(Verdict.DIFFERENT_AMOUNT);
    assertThat(desk.standing(id).difference().minor()).isEqualTo(-50);
  }

  @Test
  void anExplainedDifferenceStaysUntilItIsAnother() {
    desk.ours(reference, 700);
    desk.theirs(reference, "PAYMENT", 650);
    var id = openCase();
    desk.resolve(ADA, id, new Wish(CaseAction.EXPLAIN, "", "paid by cheque"));
    assertThat(desk.open(reference)).isNull();
    desk.theirs(reference, "PAYMENT", 1);
    assertThat(desk.open(reference)).isNotNull().isNotEqualTo(id);
  }

  @Test
  void aCorrectionIsTakenBackOnce() {
    desk.theirs(reference, "PAYMENT", 700);
    var first = openCase();
    desk.resolve(ADA, first, correct());
    desk.ours(reference, 700);
    var id = openCase();
    var wish = new Wish(CaseAction.REVERSE, correctionOf(first), "told twice");
    desk.resolve(ADA, id, wish);
    assertThat(desk.open(reference)).isNull();

    desk.ours(reference, 5);
    var next = openCase();
    assertThatThrownBy(() -> desk.resolve(ADA, next, wish))
        .hasMessageContaining("taken back already");
    assertThat(desk.standing(next).status()).isEqualTo(CaseStatus.OPEN);
  }

  /** What a charge's row says its journal says, too: no operator parts the two. */
  @Test
  void aJournalOfAProcessIsNotTakenBack() {
    var captured = desk.ours(reference, 700);
    var id = openCase();
    var wish = new Wish(CaseAction.REVERSE, captured, "never happened");
    assertThatThrownBy(() -> desk.resolve(ADA, id, wish)).hasMessageContaining("correct the");
    assertThat(desk.standing(id).status()).isEqualTo(CaseStatus.OPEN);
  }

  /** The run looked in the night; what has been posted since is seen by who decides in the day. */
  @Test
  void nobodyCorrectsWhatHasComeMeanwhile() {
    var before = desk.balance(SUSPENSE);
    desk.theirs(reference, "PAYMENT", 700);
    var id = openCase();
    desk.ours(reference, 700);
    assertThatThrownBy(() -> desk.resolve(ADA, id, correct())).hasMessageContaining("CLOSED");
    assertThat(desk.balance(SUSPENSE)).isEqualTo(before);
    assertThat(desk.open(reference)).isNull();
  }

  @Test
  void muchIsNotExplainedAwayByOne() {
    desk.theirs(reference, "PAYMENT", 10_001);
    var id = openCase();
    desk.resolve(ADA, id, new Wish(CaseAction.EXPLAIN, "", "as agreed"));
    assertThat(desk.standing(id).status()).isEqualTo(CaseStatus.AWAITING_APPROVAL);
    assertThat(desk.open(reference)).isEqualTo(id);
    desk.cases.approve(GRACE, id);
    assertThat(desk.standing(id).status()).isEqualTo(CaseStatus.RESOLVED);
    assertThat(desk.open(reference)).isNull();
  }

  @Test
  void aJournalOfSomethingElseIsRefused() {
    var other = desk.ours("pi_" + UUID.randomUUID(), 10);
    desk.theirs(reference, "PAYMENT", 10);
    var id = openCase();
    assertThatThrownBy(() -> desk.resolve(ADA, id, new Wish(CaseAction.REVERSE, other, "wrong")))
        .hasMessageContaining("not about this case");
    assertThatThrownBy(() -> desk.resolve(ADA, id, new Wish(CaseAction.REVERSE, "none", "wrong")))
        .hasMessageContaining("no such journal");
    assertThat(desk.standing(id).status()).isEqualTo(CaseStatus.OPEN);
  }

  @Test
  void whatIsMuchTakesTwo() {
    var before = desk.balance(SUSPENSE);
    desk.theirs(reference, "PAYMENT", 10_001);
    var id = openCase();
    desk.resolve(ADA, id, correct());
    assertThat(desk.standing(id).status()).isEqualTo(CaseStatus.AWAITING_APPROVAL);
    assertThat(desk.balance(SUSPENSE)).isEqualTo(before);
    assertThatThrownBy(() -> desk.cases.approve(ADA, id)).hasMessageContaining("Another operator");
    assertThatThrownBy(() -> desk.cases.reject(ADA, id, "no"))
        .hasMessageContaining("Another operator");

    desk.cases.reject(GRACE, id, "not sure");
    assertThat(desk.standing(id).status()).isEqualTo(CaseStatus.OPEN);
    assertThatThrownBy(() -> desk.cases.approve(GRACE, id)).hasMessageContaining("OPEN");

    desk.resolve(ADA, id, correct());
    desk.cases.approve(GRACE, id);
    desk.cases.approve(GRACE, id);
    assertThat(desk.balance(SUSPENSE)).isEqualTo(before - 10_001);
    assertThat(desk.standing(id).decidedBy()).isEqualTo(GRACE.id());
  }

  /** It may be a cent or a million: nobody posts it, and nobody explains it alone. */
  @Test
  void whatNobodyCanReadTakesTwoWhoHaveLooked() {
    desk.unreadable(reference);
    var id = requireNonNull(desk.open(reference, "XXX"));
    assertThat(desk.standing(id).verdict()).isEqualTo(Verdict.UNREADABLE);
    assertThatThrownBy(() -> desk.resolve(ADA, id, correct())).hasMessageContaining("explain it");
    desk.resolve(ADA, id, new Wish(CaseAction.EXPLAIN, "", "a levy, paid by hand"));
    assertThat(desk.standing(id).status()).isEqualTo(CaseStatus.AWAITING_APPROVAL);
    assertThatThrownBy(() -> desk.cases.approve(ADA, id)).hasMessageContaining("Another operator");
    desk.cases.approve(GRACE, id);
    assertThat(desk.open(reference, "XXX")).isNull();
  }

  @Test
  void nobodyAgreesToAnotherDifferenceThanWasSeen() {
    desk.theirs(reference, "PAYMENT", 20_000);
    var id = openCase();
    desk.resolve(ADA, id, correct());
    desk.theirs(reference, "PAYMENT", 1);
    assertThatThrownBy(() -> desk.cases.approve(GRACE, id)).hasMessageContaining("changed");
    desk.ours(reference, 20_001);
    desk.compare(reference);
    assertThat(desk.standing(id).status()).isEqualTo(CaseStatus.CLOSED);
  }

  /** Also past the application: the row itself refuses it. */
  @Test
  void theRowLetsNobodyAgreeToHisOwn() {
    desk.theirs(reference, "PAYMENT", 20_000);
    var id = openCase();
    desk.resolve(ADA, id, correct());
    assertThatThrownBy(() ->
            desk.node.sql(
                "UPDATE payments.recon_case SET decided_by = asked_by WHERE id = '%s'"
                    .formatted(id)))
        .hasMessageContaining("check constraint");
    desk.cases.approve(GRACE, id);
  }

  @Test
  void eachDecisionIsInTheActionLog() {
    desk.theirs(reference, "PAYMENT", 42);
    var id = openCase();
    desk.resolve(ADA, id, correct());
    var log =
        desk.node.text(
            """
            SELECT string_agg(action || ' ' || reason, ',') FROM platform.action_log
            WHERE subject_id = '%s'\
            """
                .formatted(id));
    assertThat(log).isEqualTo("reconciliation.resolved booked by hand");
  }
}
