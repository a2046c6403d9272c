package souk.server.audit;

/** Rows of money that was taken back, to be planted. */
final class TakenBack {
  private TakenBack() {}

  static String refund(String status, long minor) {
    return """
    INSERT INTO payments.refund (id, charge_id, order_kind, order_id, payer_id, payment, amount_minor,
      currency, reason, requested_by, requested_by_name, status, generation, psp_reference, version,
      looks, intended_at, moved_at, next_wake_at, created_at)
    VALUES (%1$s, %1$s, 'ride', %1$s, %1$s, 'pi_1', %2$s, 'EUR', 'rain', %1$s, 'Ada', '%3$s', 1,
      're_1', 1, 0, %4$s, %4$s, %4$s, %4$s);
    """
        .formatted(Breaches.ID, minor, status, Breaches.LONG_AGO);
  }

  static String dispute(String status, long withdrawn) {
    return """
    INSERT INTO payments.dispute (id, psp_reference, charge_id, order_kind, order_id, status, currency,
      amount_minor, withdrawn_minor, response, intended_at, version, looks, moved_at, opened_at,
      next_wake_at, created_at)
    VALUES (%1$s, 'dp_1', %1$s, 'ride', %1$s, '%2$s', 'EUR', %3$s, %3$s, 'NONE', %4$s, 1, 0, %4$s,
      CASE WHEN %3$s > 0 THEN %4$s END, %4$s, %4$s);
    """
        .formatted(Breaches.ID, status, withdrawn, Breaches.LONG_AGO);
  }
}
