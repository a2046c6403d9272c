package souk.server.audit;

import static souk.server.audit.Breaches.ID;
import static souk.server.audit.Breaches.LONG_AGO;

import java.util.Map;

/** Rows that break the rules of settlements and of what they compare. */
final class SettlementBreaches {
  /** By the rule's name. */
  static final Map<String, String> BY_RULE =
      Map.of(
          "payments.settlement_looked_at",
          run("DUE"),
          "payments.days_follow_each_other",
          run("DUE")
              + run("DUE").replace("(" + ID, "(gen_random_uuid()").replace("2026-11", "2026-09"),
          "payments.posted_fees_are_fetched_fees",
          run("SETTLED") + movement(25),
          "payments.settled_day_is_posted",
          run("SETTLED") + movement(0),
          "payments.every_movement_is_compared",
          run("SETTLED") + movement(0),
          "payments.difference_is_a_case",
          item());

  private SettlementBreaches() {}

  private static String run(String status) {
    return """
    INSERT INTO payments.settlement_run (id, account, day_start, day_end, fetch_from, status, moved_at,
      next_wake_at, look_due_at, settled_at)
    VALUES (%1$s, 'stripe', '2026-11-20', '2026-11-21', '2026-11-20', '%2$s', %3$s, %3$s, %3$s,
      CASE WHEN '%2$s' = 'SETTLED' THEN %3$s END);
    """
        .formatted(ID, status, LONG_AGO);
  }

  /** Of whose fee so much is noted as posted. */
  private static String movement(long posted) {
    return """
    INSERT INTO payments.balance_transaction (id, run_id, kind, type, reference, currency, amount_minor,
      fee_minor, compared_minor, fee_due_minor, fee_posted_minor, move_due_minor, move_at, created_at,
      available_at, fetched_at)
    VALUES ('txn_1', %1$s, 'PAYMENT', 'charge', 'pi_1', 'EUR', 1200, 25, 1200, 25, %2$s, 1175, %3$s,
      %3$s, %3$s, %3$s);
    """
        .formatted(ID, posted, LONG_AGO);
  }

  private static String item() {
    return """
    INSERT INTO payments.recon_item (reference, currency, kind, ours_minor, theirs_minor, verdict,
      awaited_until, compared_at)
    VALUES ('pi_1', 'EUR', 'PAYMENT', 1200, 0, 'MISSING_THERE', %1$s - interval '1 s', %1$s);
    """
        .formatted(LONG_AGO);
  }
}
