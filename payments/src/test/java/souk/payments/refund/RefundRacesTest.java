package souk.payments.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import souk.platform.problem.Problem;

/** Many who want the same money back at once get it once. */
class RefundRacesTest {
  @Test
  void neverMoreGoesBackThanWasTaken() throws Exception {
    try (var desk = RefundDesk.open()) {
      for (var round = 0; round < 5; round++) {
        var paid = desk.paid();
        assertThat(asked(desk, paid)).isEqualTo(2);
        desk.settle();
        assertThat(desk.atProvider(paid)).hasSize(2);
      }
      assertThat(desk.breaches()).isEmpty();
    }
  }

  /** The negative control: a row that forgets what was set aside lets everybody through. */
  @Test
  void withoutTheRowEverybodyWouldGetIt() throws Exception {
    try (var desk = RefundDesk.open()) {
      desk.node.sql(
          """
          CREATE FUNCTION payments.forgetful() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN NEW.refunded_minor := 0; RETURN NEW; END';
          CREATE TRIGGER forgetful BEFORE UPDATE ON payments.charge
            FOR EACH ROW EXECUTE FUNCTION payments.forgetful();
          UPDATE payments.ledger_account SET keeps_to = 0;
          ALTER TABLE payments.ledger_account ALTER COLUMN keeps_to SET DEFAULT 0;
          CREATE FUNCTION payments.loose() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN NEW.keeps_to := 0; RETURN NEW; END';
          CREATE TRIGGER loose BEFORE INSERT ON payments.ledger_account
            FOR EACH ROW EXECUTE FUNCTION payments.loose();\
          """);
      var paid = desk.paid();
      assertThat(asked(desk, paid)).isEqualTo(16);
      assertThat(desk.breaches())
          .anyMatch(breach -> breach.startsWith("payments.refunded_within_captured"));
    }
  }

  /** Without the row's guard the ledger still does not let money go that is not there. */
  @Test
  void theLedgerIsTheSecondLine() throws Exception {
    try (var desk = RefundDesk.open()) {
      desk.node.sql(
          """
          CREATE FUNCTION payments.forgetful() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN NEW.refunded_minor := 0; RETURN NEW; END';
          CREATE TRIGGER forgetful BEFORE UPDATE ON payments.charge
            FOR EACH ROW EXECUTE FUNCTION payments.forgetful();\
          """);
      var paid = desk.paid();
      assertThat(asked(desk, paid)).isEqualTo(2);
      assertThat(desk.escrow(paid)).isEqualTo(-200);
    }
  }

  /** Sixteen ask for five euros of twelve. */
  private static int asked(RefundDesk desk, RefundDesk.Paid paid) throws Exception {
    Callable<Boolean> ask =
        () -> {
          try {
            desk.request(paid, 500);
            return true;
          } catch (Problem | IllegalStateException refused) {
            return false;
          }
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var got = 0;
      for (var one : threads.invokeAll(Collections.nCopies(16, ask))) got += one.get() ? 1 : 0;
      return got;
    }
  }
}
