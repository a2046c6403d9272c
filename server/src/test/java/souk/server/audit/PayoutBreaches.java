package souk.server.audit;

import static souk.server.audit.Breaches.SUBJECT;

import java.util.Map;

/** Rows that break the rules of payouts. */
final class PayoutBreaches {
  private static final String ID = "'" + SUBJECT + "'";
  private static final String LONG_AGO = "clock_timestamp() - interval '8 days'";

  /** By the rule's name. */
  static final Map<String, String> BY_RULE =
      Map.of(
          "payments.in_transit_is_live_payouts", payee() + payout(),
          "payments.payout_is_its_items", payee() + payout(),
          "payments.batch_is_its_payouts", batch(),
          "payments.payout_looked_at", payee() + payout(),
          "payments.payout_log_tells_all", payee() + payout(),
          "payments.nobody_waits_too_long", payee() + earned(),
          "payments.changes_are_at_their_rate", payee() + rate() + changed(),
          "payments.changed_payout_is_its_parts", payee() + rate() + changed(),
          "payments.liquidity_is_what_was_changed", payee() + rate() + changed());

  private PayoutBreaches() {}

  private static String payee() {
    return """
    INSERT INTO payments.payee (id, kind, method, status, psp_account, country, bank_token, moved_at)
    VALUES (%1$s, 'DRIVER', 'STANDARD', 'ACTIVE', 'acct_1', 'MC', 'btok_1', %2$s);
    """
        .formatted(ID, LONG_AGO);
  }

  private static String payout() {
    return """
    INSERT INTO payments.payout (id, payee_id, psp_account, amount_minor, currency, method,
      window_start, earned_since, status, asked, unanswered, taken_back, generation, version, looks,
      intended_at, taken_up_at, moved_at, next_wake_at, earned_currency)
    VALUES (%1$s, %1$s, 'acct_1', 800, 'EUR', 'STANDARD', %2$s, %2$s, 'PENDING', false, false, false,
      1, 1, 0, %2$s, %2$s, %2$s, %2$s, 'EUR');
    """
        .formatted(ID, LONG_AGO);
  }

  private static String rate() {
    return """
    INSERT INTO payments.fx_rate (id, base, quote, rate, source, as_of, published_by)
    VALUES (%1$s, 'EUR', 'CHF', 0.9, 'test', %2$s, %1$s);
    """
        .formatted(ID, LONG_AGO);
  }

  /** A hundred euros for a hundred francs, of which a payout of ninety is made. */
  private static String changed() {
    return payout()
        + """
        UPDATE payments.payout SET currency = 'CHF', amount_minor = 9000, changed_minor = 10000,
          rate_id = %1$s, rate = 0.9, rate_base = 'EUR', rate_source = 'test', rate_as_of = %2$s,
          spread_minor = 0;
        INSERT INTO payments.payout_exchange (payout_id, account, sold_minor, worth_minor,
          spread_points, spread_minor, rounding_minor, bought_minor, shift)
        VALUES (%1$s, 'PAYEE_PAYABLE', 10000, 10000, 0, 0, 0, 10000, 0);
        """
            .formatted(ID, LONG_AGO);
  }

  private static String batch() {
    return """
    INSERT INTO payments.payout_batch (id, currency, payouts, total_minor, sealed_at)
    VALUES (%1$s, 'EUR', 1, 800, %2$s);
    """
        .formatted(ID, LONG_AGO);
  }

  private static String earned() {
    return """
    INSERT INTO payments.ledger_account
      (key, stripe, kind, owner, currency, keeps_to, balance_minor, entries, open_since)
    VALUES ('payee:payable', 0, 'payee:payable', %1$s, 'EUR', -1, -800, 1, %2$s);
    """
        .formatted(ID, LONG_AGO);
  }
}
