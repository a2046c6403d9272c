package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.payments.psp.PayoutMethod;

/**
 * One whose earnings cannot be taken up, whatever the reason is, keeps nobody behind him waiting.
 */
class TakeUpTest {
  private Payroll payroll;

  @BeforeEach
  void open() {
    payroll = Payroll.open();
  }

  @AfterEach
  void close() {
    assertThat(payroll.breaches()).isEmpty();
    payroll.close();
  }

  @Test
  void whoFailsIsPassedOverAndTakenUpWhenHeCanBe() {
    var failing = payroll.payee(PayoutMethod.STANDARD);
    var other = payroll.payee(PayoutMethod.STANDARD);
    payroll.earns(failing, 1_000);
    payroll.earns(other, 500);
    payroll.node.sql(
        """
        CREATE FUNCTION payments.not_him() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN RAISE EXCEPTION USING MESSAGE = TG_NAME; END';
        CREATE TRIGGER not_him BEFORE INSERT ON payments.payout
        FOR EACH ROW WHEN (NEW.payee_id = '%s') EXECUTE FUNCTION payments.not_him()\
        """
            .formatted(failing));

    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    assertThat(payroll.only().terms().payee()).isEqualTo(other);

    payroll.node.sql("DROP TRIGGER not_him ON payments.payout");
    assertThat(payroll.window(PayoutMethod.STANDARD)).isEqualTo(1);
    assertThat(payroll.statuses()).isEqualTo("BATCHED 2");
  }
}
