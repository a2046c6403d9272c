package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.charge.Till.TEN;

import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.platform.audit.AuditRule;

/** Each rule is silent about a sound database and fires when its breach is planted. */
class ChargeAuditTest {
  private Till till;
  private UUID authorized;
  private UUID captured;

  @BeforeEach
  void open() {
    till = Till.open();
    authorized = till.authorized();
    captured = till.authorized();
    till.charges.capture(captured, TEN);
    till.charges.release(till.authorized());
    assertThat(till.breaches()).isEmpty();
  }

  @AfterEach
  void close() {
    till.close();
  }

  @Test
  void seesAChargeNobodyLooksAt() {
    till.node.sql(
        """
        UPDATE payments.charge SET next_wake_at = clock_timestamp() - interval '1 min'
        WHERE id = '%s'\
        """
            .formatted(authorized));
    assertThat(breaches("payments.charge_looked_at")).contains(authorized.toString());
  }

  @Test
  void seesMoreTakenThanAuthorized() {
    dropChecks();
    till.node.sql(
        "UPDATE payments.charge SET captured_minor = 1201 WHERE id = '%s'".formatted(captured));
    assertThat(breaches("payments.captured_within_authorized")).contains("1201 of 1200");
  }

  @Test
  void seesTwoChargesOfOneOrder() {
    till.node.sql(
        """
        UPDATE payments.charge SET order_id =
          (SELECT order_id FROM payments.charge WHERE id = '%s') WHERE id = '%s'\
        """
            .formatted(captured, authorized));
    assertThat(breaches("payments.one_charge_per_order")).contains("ride has 2 charges");
  }

  @Test
  void seesAClaimThatIsMissingAndOneThatIsLeft() {
    till.node.sql("DELETE FROM payments.order_claim WHERE charge_id = '%s'".formatted(captured));
    assertThat(breaches("payments.order_claims_are_live_charges"))
        .contains(captured.toString(), "no claim");
    var nobodys = UUID.randomUUID();
    till.node.sql(
        "INSERT INTO payments.order_claim VALUES ('ride', '%s', '%s')".formatted(nobodys, nobodys));
    assertThat(breaches("payments.order_claims_are_live_charges"))
        .contains(nobodys.toString(), "no charge");
  }

  private void dropChecks() {
    till.node.sql(
        """
        DO $$ DECLARE c text; BEGIN
          FOR c IN SELECT conname FROM pg_constraint
                   WHERE conrelid = 'payments.charge'::regclass AND contype = 'c' LOOP
            EXECUTE format('ALTER TABLE payments.charge DROP CONSTRAINT %I', c);
          END LOOP;
        END $$\
        """);
  }

  private String breaches(String name) {
    var rule = till.node.context().getBean(AuditRule.class, Qualifiers.byName(name));
    return String.join("\n", till.breaches(rule));
  }
}
