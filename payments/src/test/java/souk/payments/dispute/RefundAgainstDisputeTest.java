package souk.payments.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import souk.payments.psp.PspDispute.Status;
import souk.payments.refund.RefundDesk.Paid;
import souk.platform.problem.Problem;

/** Money that an issuer takes and money that we give: whoever has the charge's lock first wins. */
class RefundAgainstDisputeTest {
  private static final Map<String, Object> GENEROUS =
      Map.of("souk.refunds.approval-above", "EUR=100000");

  @Test
  void whatAnIssuerHasTakenIsNotGivenToo() throws Exception {
    try (var desk = DisputeDesk.open(GENEROUS)) {
      var random = new Random(20_261_123);
      for (var round = 0; round < 15; round++) race(desk, random.nextInt(3_000));
      assertThat(desk.till.breaches()).isEmpty();
    }
  }

  /** The negative control: a row that forgets what was taken lets it be given too. */
  @Test
  void withoutTheRowBothWouldHaveIt() {
    try (var desk = DisputeDesk.open(GENEROUS)) {
      desk.till.node.sql(
          """
          CREATE FUNCTION payments.forgetful() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN NEW.disputed_minor := 0; RETURN NEW; END';
          CREATE TRIGGER forgetful BEFORE UPDATE ON payments.charge
            FOR EACH ROW EXECUTE FUNCTION payments.forgetful();\
          """);
      var paid = desk.till.paid();
      desk.disputed(paid, Status.NEEDS_RESPONSE, 1200);
      desk.till.request(paid, 500);
      assertThat(desk.till.breaches())
          .anyMatch(breach -> breach.startsWith("payments.charge_disputed_by_its_disputes"));
      desk.till.node.sql(
          """
          DROP TRIGGER forgetful ON payments.charge;
          UPDATE payments.charge SET disputed_minor = 1200\
          """);
      assertThat(desk.till.breaches())
          .anyMatch(breach -> breach.startsWith("payments.no_refund_beside_dispute"));
    }
  }

  /** Two issuers' wishes may well be more than was taken, and no refund is to blame. */
  @Test
  void aRefundOfWhatWasLeftIsInOrderWhateverIsDisputedLater() {
    try (var desk = DisputeDesk.open(GENEROUS)) {
      var paid = desk.till.paid();
      desk.disputed(paid, Status.NEEDS_RESPONSE, 600);
      desk.till.refunded(paid, 600);
      desk.disputed(paid, Status.NEEDS_RESPONSE, 1200);
      assertThat(desk.till.breaches()).isEmpty();
    }
  }

  /** A request whose answer was lost and of which nothing came is not made again. */
  @Test
  void nobodyAsksOnceMoreForMoneyThatWasTakenMeanwhile() {
    try (var desk = DisputeDesk.open(GENEROUS)) {
      var paid = desk.till.paid();
      var refund = desk.till.request(paid, 500);
      desk.disputed(paid, Status.NEEDS_RESPONSE, 1200);
      // a day later the key is forgotten, and the provider has nothing of it
      desk.till.node.sql(
          "UPDATE payments.refund SET intended_at = intended_at - interval '1 day', status = 'UNKNOWN'");
      desk.till.refunded(desk.till.paid(), 1);
      assertThat(
              desk.till.node.text(
                  "SELECT status || ' ' || failure FROM payments.refund WHERE id = '%s'"
                      .formatted(refund)))
          .isEqualTo("FAILED charge_disputed");
      assertThat(desk.till.breaches()).isEmpty();
    }
  }

  private static void race(DisputeDesk desk, int spins) throws Exception {
    var paid = desk.till.paid();
    var reference = "dp_" + UUID.randomUUID();
    var shown = ScriptedIssuer.dispute(reference, desk.payment(paid), Status.NEEDS_RESPONSE, 1200);
    desk.issuer.shows(shown);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var disputed =
          threads.submit(() -> {
            desk.heardOf(reference);
            desk.look();
          });
      var one = threads.submit(() -> asks(desk, paid, spins));
      var other = threads.submit(() -> asks(desk, paid, 0));
      disputed.get();
      one.get();
      other.get();
    }
    desk.settle();
    assertThat(desk.withheld(desk.id(reference))).isEqualTo(1200);
  }

  private static void asks(DisputeDesk desk, Paid paid, int spins) {
    for (var i = 0; i < spins; i++) Thread.onSpinWait();
    try {
      desk.till.request(paid, 700);
    } catch (Problem tooLate) {
      assertThat(tooLate.code()).isEqualTo("refund_exceeds_charge");
    }
  }
}
