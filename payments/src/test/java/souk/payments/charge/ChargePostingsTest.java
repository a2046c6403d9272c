package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TEN;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the ledger has of a charge, however it ends. */
class ChargePostingsTest {
  private static Till till;

  @BeforeAll
  static void open() {
    till = Till.open();
  }

  @AfterAll
  static void close() {
    assertThat(till.breaches()).isEmpty();
    till.close();
  }

  @Test
  void whatIsReservedIsNotMoneyYet() {
    var charge = till.authorized();
    assertThat(templates(charge)).isEqualTo("AUTHORIZED");
    assertThat(standing(charge)).isEqualTo("memo:reserved_for -1200");
  }

  @Test
  void whatIsCapturedBelongsToTheOrder() {
    var charge = till.authorized();
    till.charges.capture(charge, TEN);
    assertThat(templates(charge)).isEqualTo("AUTHORIZED CAPTURED HOLD_RESOLVED");
    assertThat(standing(charge)).isEqualTo("escrow -1000");
  }

  @Test
  void whatIsReleasedLeavesNothing() {
    var charge = till.authorized();
    till.charges.release(charge);
    assertThat(templates(charge)).isEqualTo("AUTHORIZED HOLD_RESOLVED");
    assertThat(standing(charge)).isEmpty();
  }

  @Test
  void ofARefusedCardThereIsNothingToPost() {
    var request = till.request("pm_card_visa_chargeDeclined");
    till.charges.authorize(request);
    assertThat(till.status(request.chargeId())).isEqualTo(ChargeStatus.DECLINED);
    assertThat(templates(request.chargeId())).isEmpty();
    assertThat(till.charges.authorize(till.request(GOOD_CARD)).status())
        .isEqualTo(ChargeStatus.AUTHORIZED);
  }

  /** A control: a hold that is resolved without its charge is found. */
  @Test
  void aHoldLostFromTheLedgerIsFound() {
    var charge = till.authorized();
    var more =
        "UPDATE payments.charge SET authorized_minor = authorized_minor %s 1 WHERE id = '%s'";
    till.node.sql(more.formatted("+", charge));
    assertThat(till.breaches())
        .singleElement()
        .asString()
        .startsWith("payments.holds_resolve_once: ride " + order(charge));
    till.node.sql(more.formatted("-", charge));
  }

  /** The other way round: a charge holds what the ledger has never heard of. */
  @Test
  void aHoldThatTheLedgerNeverSawIsFound() {
    var charge = till.authorized();
    var account =
        "UPDATE payments.ledger_account SET balance_minor = %s, open_since = %s"
            + " WHERE kind = 'memo:reserved_for' AND owner = 'ride "
            + order(charge)
            + "'";
    till.node.sql(account.formatted("0", "NULL"));
    assertThat(till.breaches())
        .filteredOn(breach -> breach.startsWith("payments.holds_resolve_once"))
        .singleElement()
        .asString()
        .startsWith("payments.holds_resolve_once: ride " + order(charge));
    till.node.sql(account.formatted("-1200", "clock_timestamp()"));
  }

  private static String order(UUID charge) {
    return till.node.text("SELECT order_id FROM payments.charge WHERE id = '%s'".formatted(charge));
  }

  private static String templates(UUID charge) {
    return till.node.text(
        """
        SELECT coalesce(string_agg(template, ' ' ORDER BY template), '')
        FROM payments.ledger_journal WHERE order_id = '%s'\
        """
            .formatted(order(charge)));
  }

  private static String standing(UUID charge) {
    return till.node.text(
        """
        SELECT coalesce(string_agg(kind || ' ' || balance_minor, ' ' ORDER BY kind), '')
        FROM payments.ledger_account WHERE owner = 'ride %s' AND balance_minor <> 0\
        """
            .formatted(order(charge)));
  }
}
