package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.charge.Till.TEN;

import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.platform.audit.AuditRule;

/** Each rule is silent about a sound database and fires when its breach is planted. */
class ChargeAuditTest {
  private static Till till;
  private static UUID authorized;
  private static UUID captured;

  @BeforeAll
  static void open() {
    till = Till.open();
    authorized = till.authorized();
    captured = till.authorized();
    till.charges.capture(captured, TEN);
    till.charges.release(till.authorized());
  }

  @AfterAll
  static void close() {
    till.close();
  }

  @AfterEach
  void isSilentAboutASoundDatabase() {
    assertThat(till.breaches()).isEmpty();
  }

  @Test
  void seesAChargeNobodyLooksAt() {
    var planted =
        """
        UPDATE payments.charge SET next_wake_at = clock_timestamp() - interval '1 min'
        WHERE id = '%s'\
        """
            .formatted(authorized);
    assertThat(breaches("payments.charge_looked_at", planted)).contains(authorized.toString());
  }

  @Test
  void seesMoreTakenThanAuthorized() {
    var planted =
        "UPDATE payments.charge SET captured_minor = 1201 WHERE id = '%s'".formatted(captured);
    assertThat(breaches("payments.captured_within_authorized", WITHOUT_CHECKS + planted))
        .contains("1201 of 1200");
  }

  @Test
  void seesTwoChargesOfOneOrder() {
    var planted =
        """
        UPDATE payments.charge SET order_id =
          (SELECT order_id FROM payments.charge WHERE id = '%s') WHERE id = '%s'\
        """
            .formatted(captured, authorized);
    assertThat(breaches("payments.one_charge_per_order", planted)).contains("ride has 2 charges");
  }

  @Test
  void seesAClaimThatIsMissingAndOneThatIsLeft() {
    var rule = "payments.order_claims_are_live_charges";
    var missing = "DELETE FROM payments.order_claim WHERE charge_id = '%s'".formatted(captured);
    assertThat(breaches(rule, missing)).contains(captured.toString(), "no claim");
    var nobodys = UUID.randomUUID();
    var left =
        "INSERT INTO payments.order_claim VALUES ('ride', '%s', '%s')".formatted(nobodys, nobodys);
    assertThat(breaches(rule, left)).contains(nobodys.toString(), "no charge");
  }

  private static final String WITHOUT_CHECKS =
      """
      DO $$ DECLARE c text; BEGIN
        FOR c IN SELECT conname FROM pg_constraint
                 WHERE conrelid = 'payments.charge'::regclass AND contype = 'c' LOOP
          EXECUTE format('ALTER TABLE payments.charge DROP CONSTRAINT %I', c);
        END LOOP;
      END $$;
      """;

  /** What the rule says while that is so; afterwards it is not. */
  private static String breaches(String name, String planted) {
    var rule = till.node.context().getBean(AuditRule.class, Qualifiers.byName(name));
    return till.node.textWith(planted, Till.breachesOf(rule));
  }
}
