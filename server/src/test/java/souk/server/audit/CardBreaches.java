package souk.server.audit;

import java.util.Map;

/** Rows that break the rules of cards and their numbers. */
final class CardBreaches {
  private static final String LONG_AGO = "clock_timestamp() - interval '1 hour'";
  private static final String TOKEN = "'card_' || repeat('b', 32)";

  /** Behind a key that nobody knows. */
  private static final String UNREADABLE =
      """
      INSERT INTO payments.vault_number (token, number_id, ciphertext, wrapped_key, wrapped_by,
        brand, first_digits, last4, exp_month, exp_year, created_at)
      VALUES (%s, gen_random_uuid(), '', '', 9, 'visa', '424242', '4242', 12, 2034, %s);
      """
          .formatted(TOKEN, LONG_AGO);

  private static final String HALF_ROTATED =
      """
      INSERT INTO payments.vault_key (purpose, version, status, key_uri, created_at)
      VALUES ('WRAP', 1, 'OLD', 'a', %1$s), ('WRAP', 2, 'PRIMARY', 'b', %1$s);
      """
          .formatted(LONG_AGO);

  private static final String REMEMBERED =
      """
      INSERT INTO payments.card (id, owner_id, token, psp_token, payment_method, brand, last4,
        exp_month, exp_year, removed_at, forget_at)
      VALUES (gen_random_uuid(), gen_random_uuid(), %1$s, 'pm_1', 'pm_1', 'visa', '4242', 12, 2034,
        %2$s, %2$s);
      """
          .formatted(TOKEN, LONG_AGO);

  private static final String USED_AND_LET_GO =
      """
      INSERT INTO payments.card (id, owner_id, token, psp_token, payment_method, brand, last4,
        exp_month, exp_year)
      VALUES (gen_random_uuid(), gen_random_uuid(), %1$s, 'pm_1', 'pm_1', 'visa', '4242', 12, 2034);
      INSERT INTO payments.provider_card (payment_method, let_go_at) VALUES ('pm_1', %2$s);
      """
          .formatted(TOKEN, LONG_AGO);

  /** The rules against fraud have refused the charge. */
  private static final String BLOCKED =
      """
      INSERT INTO payments.risk_decision (charge_id, order_kind, order_id, payer_id, card_id, card,
        amount_minor, currency, verdict, findings, decided_at)
      VALUES (%1$s, 'ride', %1$s, %1$s, %1$s, 'a card', 1200, 'EUR', 'BLOCK', '[]', %2$s);
      """
          .formatted(Breaches.ID, LONG_AGO);

  /** Decided long before, from an address that is known still. */
  private static final String REMEMBERED_ADDRESS =
      """
      INSERT INTO payments.risk_decision (charge_id, order_kind, order_id, payer_id, card_id, card,
        network, amount_minor, currency, verdict, findings, decided_at)
      VALUES (%1$s, 'ride', %1$s, %1$s, %1$s, 'a card', '192.0.2.1', 1200, 'EUR', 'ALLOW', '[]',
        clock_timestamp() - interval '100 days');
      """
          .formatted(Breaches.ID);

  static final Map<String, String> BY_RULE =
      Map.of(
          "payments.card_numbers_have_their_key", UNREADABLE,
          "payments.card_keys_are_rotated_whole", HALF_ROTATED,
          "payments.removed_cards_are_forgotten", REMEMBERED,
          "payments.used_cards_were_not_let_go", USED_AND_LET_GO,
          "payments.fraud_features_are_forgotten", REMEMBERED_ADDRESS,
          "payments.blocked_payments_are_not_asked_for",
              Breaches.charge("AUTHORIZED", 0) + BLOCKED);

  private CardBreaches() {}
}
