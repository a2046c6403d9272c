package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.order.OrderRef;
import souk.platform.problem.Problem;

/** What the rules against fraud refuse, the provider never hears of. */
class RiskBeforeChargeTest {
  private static Till till;

  @BeforeAll
  static void open() {
    till = Till.open(souk.embedded.stripe.StripeTwinOptions.inProcess(), Map.of());
    till.node.sql(
        """
        UPDATE payments.risk_rule SET mode = 'RETIRED';
        INSERT INTO payments.risk_rule (name, version, terms, verdict, if_unknown, reason, mode)
        VALUES ('account_twice', 1, '{"kind": "VELOCITY", "measure": "ATTEMPTS", "by": "ACCOUNT",
                 "window_seconds": 3600, "most": 2}', 'BLOCK', 'ALLOW', 'a test', 'ENFORCED'),
               ('account_once', 1, '{"kind": "VELOCITY", "measure": "ATTEMPTS", "by": "ACCOUNT",
                 "window_seconds": 3600, "most": 1}', 'REVIEW', 'ALLOW', 'a test', 'ENFORCED')\
        """);
  }

  @AfterAll
  static void close() {
    till.close();
  }

  @Test
  void allowedThenReviewedThenRefused() {
    var payer = UUID.randomUUID();
    var first = till.charges.authorize(request(payer));
    assertThat(first.status()).isEqualTo(ChargeStatus.AUTHORIZED);

    var second = till.charges.authorize(request(payer));
    assertThat(second.status()).isEqualTo(ChargeStatus.AUTHORIZED);
    assertThat(
            till.node.text(
                "SELECT count(*) FROM payments.risk_case WHERE charge_id = '%s'"
                    .formatted(second.chargeId())))
        .isEqualTo("1");

    var request = request(payer);
    var third = till.charges.authorize(request);
    assertThat(third.status()).isEqualTo(ChargeStatus.DECLINED);
    // a thief is told no more than that
    assertThat(third.reason()).isEqualTo("card_declined");
    assertThat(till.column(third.chargeId(), "reason")).isEqualTo("RISK_REFUSED");
    assertThat(till.events(third.chargeId())).isEqualTo("charge.declined");
    assertThat(till.intents(third.chargeId())).isEmpty();
    assertThat(till.charges.authorize(request)).isEqualTo(third);
    assertThat(till.breaches()).isEmpty();
  }

  @Test
  void theCardIsKnownByTheProvidersFingerprint() {
    var request = request(UUID.randomUUID());
    till.charges.authorize(request);
    assertThat(
            till.node.text(
                "SELECT card || ' ' || card_country FROM payments.risk_decision WHERE charge_id = '%s'"
                    .formatted(request.chargeId())))
        .matches("psp [a-z0-9]{16} US");
  }

  @Test
  void whatTheIssuerRefusesIsKeptWhereItIsCounted() {
    var payer = UUID.randomUUID();
    till.charges.authorize(request(payer));
    assertThat(declines(payer)).isEqualTo("0");
    var refused = till.charges.authorize(request(payer, "pm_card_visa_chargeDeclined"));
    assertThat(refused.status()).isEqualTo(ChargeStatus.DECLINED);
    assertThat(declines(payer)).isEqualTo("1");
  }

  private static String declines(UUID payer) {
    return till.node.text(
        "SELECT count(*) FROM payments.risk_decline WHERE payer_id = '%s'".formatted(payer));
  }

  /** Nothing is left of the charge, and who tries often is known all the same. */
  @Test
  void anAttemptOnAnOrderThatIsPaidForCounts() {
    var first = request(UUID.randomUUID());
    till.charges.authorize(first);
    var id = UUID.randomUUID();
    var again = new AuthorizeCharge(id, first.order(), first.payer(), first.cardId(), Till.TWELVE);
    assertThatThrownBy(() -> till.charges.authorize(again))
        .isInstanceOfSatisfying(
            Problem.class,
            refused -> assertThat(refused.code()).isEqualTo("order_already_charged"));
    assertThat(till.charges.find(id)).isEmpty();
    assertThat(
            till.node.text(
                "SELECT verdict FROM payments.risk_decision WHERE charge_id = '%s'".formatted(id)))
        .isEqualTo("REVIEW");
  }

  /** The first decision went with its transaction; the second one cannot be written. */
  @Test
  void anAttemptThatCannotBeCountedIsRefusedAllTheSame() {
    var first = request(UUID.randomUUID());
    till.charges.authorize(first);
    var id = UUID.randomUUID();
    var again = new AuthorizeCharge(id, first.order(), first.payer(), first.cardId(), Till.TWELVE);
    till.node.sql(
        """
        CREATE SEQUENCE payments.told;
        CREATE FUNCTION payments.first_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF nextval('payments.told') > 1 THEN RAISE EXCEPTION 'no room'; END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER first_only BEFORE INSERT ON payments.risk_decision
          FOR EACH ROW EXECUTE FUNCTION payments.first_only()\
        """);
    try {
      assertThatThrownBy(() -> till.charges.authorize(again))
          .isInstanceOfSatisfying(
              Problem.class,
              refused -> assertThat(refused.code()).isEqualTo("order_already_charged"));
      assertThat(till.node.text("SELECT last_value FROM payments.told"))
          .as("it was tried")
          .isEqualTo("2");
    } finally {
      till.node.sql("DROP FUNCTION payments.first_only CASCADE; DROP SEQUENCE payments.told");
    }
    assertThat(
            till.node.text(
                "SELECT count(*) FROM payments.risk_decision WHERE charge_id = '%s'".formatted(id)))
        .isEqualTo("0");
  }

  private static AuthorizeCharge request(UUID payer) {
    return request(payer, Till.GOOD_CARD);
  }

  private static AuthorizeCharge request(UUID payer, String paymentMethod) {
    var card = till.card(payer, paymentMethod);
    var order = new OrderRef("ride", UUID.randomUUID());
    return new AuthorizeCharge(UUID.randomUUID(), order, payer, card, Till.TWELVE);
  }
}
