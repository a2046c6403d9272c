package souk.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.payments.refund.RefundDesk.ADA;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import souk.payments.dispute.ScriptedIssuer.Mishap;
import souk.payments.psp.PspDispute.Status;
import souk.platform.problem.Problem;

/** A dispute is answered once, with the draft that was read, whatever is lost on the way. */
class DisputeResponseTest {
  private static DisputeDesk desk;

  @BeforeAll
  static void open() {
    desk = DisputeDesk.open(Map.of());
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @AfterEach
  void everythingIsInOrder() {
    desk.issuer.mishap = Mishap.NONE;
    desk.settle();
    assertThat(desk.till.breaches()).isEmpty();
    desk.issuer.answers.clear();
    desk.issuer.keys.clear();
  }

  private static UUID open(Status status) {
    return desk.disputed(desk.till.paid(), status, 1200);
  }

  @Test
  void evidenceIsDraftedFromOurRecordsAndSentOnce() {
    var dispute = open(Status.NEEDS_RESPONSE);
    desk.disputes.draft(ADA, dispute, "first words");
    var draft = desk.disputes.draft(ADA, dispute, "He rode with us.");
    assertThat(draft.draft()).isEqualTo(2);
    assertThat(desk.issuer.keys).as("nothing is sent yet").isEmpty();
    refused("draft_outdated", () -> desk.disputes.submit(ADA, dispute, 1));

    desk.disputes.submit(ADA, dispute, 2);
    desk.settle();

    assertThat(desk.find(dispute).response()).isEqualTo("ANSWERED");
    assertThat(desk.find(dispute).status()).isEqualTo(DisputeStatus.UNDER_REVIEW);
    assertThat(desk.issuer.answers)
        .singleElement()
        .satisfies(evidence -> {
          assertThat(evidence.product()).isEqualTo("A ride");
          assertThat(evidence.activity()).isEqualTo("12:00 picked up");
          assertThat(evidence.statement()).isEqualTo("He rode with us.\n\nReceipt: 12.00 EUR");
        });
    refused("dispute_not_answerable", () -> desk.disputes.draft(ADA, dispute, "more"));
    refused("dispute_not_answerable", () -> desk.disputes.submit(ADA, dispute, 2));
    refused("dispute_not_answerable", () -> desk.disputes.accept(ADA, dispute, "no"));
  }

  @Test
  void aLostAnswerIsAskedForAgainUnderTheSameKey() {
    for (var mishap : new Mishap[] {Mishap.LOSE_ANSWER, Mishap.LOSE_REQUEST, Mishap.UNREACHABLE}) {
      var dispute = open(Status.NEEDS_RESPONSE);
      desk.disputes.draft(ADA, dispute, "");
      desk.issuer.mishap = mishap;
      desk.disputes.submit(ADA, dispute, 1);
      desk.look();
      assertThat(desk.find(dispute).responseUnknown()).isEqualTo(mishap != Mishap.UNREACHABLE);
      desk.settle();
      assertThat(desk.find(dispute).response()).isEqualTo("ANSWERED");
      assertThat(desk.issuer.keys.stream().distinct()).hasSize(1);
      assertThat(desk.issuer.answers).hasSize(1);
      desk.issuer.keys.clear();
      desk.issuer.answers.clear();
    }
  }

  @Test
  void onceTheKeyIsForgottenTheDisputeItselfTells() {
    var dispute = open(Status.NEEDS_RESPONSE);
    desk.disputes.draft(ADA, dispute, "");
    desk.issuer.mishap = Mishap.LOSE_ANSWER;
    desk.disputes.submit(ADA, dispute, 1);
    desk.look();
    desk.till.node.sql(
        "UPDATE payments.dispute SET intended_at = intended_at - interval '1 day' WHERE id = '%s'"
            .formatted(dispute));
    desk.settle();
    assertThat(desk.find(dispute).response()).isEqualTo("ANSWERED");
    assertThat(desk.issuer.keys).hasSize(1);
  }

  @Test
  void whatComesTooLateIsADraftAgain() {
    var dispute = open(Status.NEEDS_RESPONSE);
    desk.disputes.draft(ADA, dispute, "");
    desk.disputes.submit(ADA, dispute, 1);
    desk.issuer.shows(ScriptedIssuer.with(desk.shown(dispute), Status.LOST, false));
    desk.settle();
    assertThat(desk.find(dispute).status()).isEqualTo(DisputeStatus.LOST);
    assertThat(desk.find(dispute).response()).isEqualTo("DRAFTED");
  }

  @Test
  void whatIsGivenUpIsLost() {
    var dispute = open(Status.NEEDS_RESPONSE);
    desk.issuer.mishap = Mishap.LOSE_ANSWER;
    desk.disputes.accept(ADA, dispute, "he is right");
    desk.settle();
    assertThat(desk.find(dispute).status()).isEqualTo(DisputeStatus.LOST);
    assertThat(desk.find(dispute).response()).isEqualTo("ACCEPTED");
    assertThat(desk.withheld(dispute)).isZero();
  }

  @Test
  void anInquiryThatWasAnsweredIsAnsweredAgainOnceItIsADispute() {
    var dispute = open(Status.INQUIRY);
    desk.disputes.draft(ADA, dispute, "to the bank");
    desk.disputes.submit(ADA, dispute, 1);
    desk.settle();
    assertThat(desk.find(dispute).response()).isEqualTo("ANSWERED");

    var shown = desk.shown(dispute);
    desk.issuer.shows(
        ScriptedIssuer.dispute(shown.reference(), shown.payment(), Status.NEEDS_RESPONSE, 1200));
    desk.settle();
    assertThat(desk.find(dispute).response()).isEqualTo("DRAFTED");
    desk.disputes.submit(ADA, dispute, 1);
    desk.settle();

    assertThat(desk.find(dispute).response()).isEqualTo("ANSWERED");
    assertThat(desk.issuer.answers).hasSize(2);
    assertThat(desk.issuer.keys).doesNotHaveDuplicates();
  }

  /** Behind the dispute's lock the first decision is the only one. */
  @RepeatedTest(8)
  void ofSeveralOperatorsOneDecides() throws Exception {
    var dispute = open(Status.NEEDS_RESPONSE);
    desk.disputes.draft(ADA, dispute, "");
    Stream<Callable<Boolean>> all =
        Stream.of(
            () -> tries(() -> desk.disputes.submit(ADA, dispute, 1)),
            () -> tries(() -> desk.disputes.accept(ADA, dispute, "no")),
            () -> tries(() -> desk.disputes.submit(ADA, dispute, 1)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var wins = 0;
      for (var won : threads.invokeAll(all.toList())) wins += won.get() ? 1 : 0;
      assertThat(wins).isEqualTo(1);
    }
    desk.settle();
    assertThat(desk.find(dispute).response()).isIn("ANSWERED", "ACCEPTED");
    assertThat(desk.issuer.keys).hasSize(1);
  }

  private static boolean tries(Callable<DisputeStanding> decision) throws Exception {
    try {
      decision.call();
      return true;
    } catch (Problem lost) {
      return false;
    }
  }

  private static void refused(String code, Callable<DisputeStanding> decision) {
    assertThatThrownBy(decision::call)
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo(code));
  }
}
