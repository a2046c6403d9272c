package souk.payments.vault;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of the vault, as SQL that knows nothing of the code above it. */
@Factory
final class VaultAudit {
  @Singleton
  @Named("payments.card_numbers_have_their_key")
  AuditRule numbersHaveTheirKey() {
    return new AuditRule(
        "payments.card_numbers_have_their_key",
        "Every card number that is not destroyed is wrapped by a key that is not retired.",
        Duration.ZERO,
        """
        SELECT n.token AS subject, 'wrapped by key ' || n.wrapped_by AS detail
        FROM payments.vault_number n
        LEFT JOIN payments.vault_key k
          ON k.purpose = 'WRAP' AND k.version = n.wrapped_by AND k.status <> 'RETIRED'
        WHERE n.destroyed_at IS NULL AND k.version IS NULL
          AND n.created_at <= clock_timestamp() - ? * interval '1 s'
        """);
  }

  @Singleton
  @Named("payments.card_keys_are_rotated_whole")
  AuditRule keysAreRotatedWhole() {
    return new AuditRule(
        "payments.card_keys_are_rotated_whole",
        "Nothing stays behind an old key of the card vault.",
        Duration.ofHours(1),
        """
        SELECT old.purpose || ' ' || old.version AS subject,
               'still in use beside version ' || new.version AS detail
        FROM payments.vault_key old
        JOIN payments.vault_key new ON new.purpose = old.purpose AND new.status = 'PRIMARY'
        WHERE old.status = 'OLD' AND new.created_at <= clock_timestamp() - ? * interval '1 s'
        """);
  }

  @Singleton
  @Named("payments.removed_cards_are_forgotten")
  AuditRule removedCardsAreForgotten() {
    return new AuditRule(
        "payments.removed_cards_are_forgotten",
        "A removed card leaves neither its number nor a card at the provider.",
        Duration.ofHours(1),
        """
        SELECT c.id AS subject, 'removed at ' || c.removed_at AS detail
        FROM payments.card c LEFT JOIN payments.vault_number n ON n.token = c.token
        WHERE c.removed_at <= clock_timestamp() - ? * interval '1 s'
          AND (c.forget_at IS NOT NULL OR (n.token IS NOT NULL AND n.destroyed_at IS NULL))
          AND NOT EXISTS (SELECT FROM payments.charge p
                          WHERE p.card_id = c.id AND p.operation = 'AUTHORIZE')
        """);
  }

  @Singleton
  @Named("payments.used_cards_were_not_let_go")
  AuditRule usedCardsWereNotLetGo() {
    return new AuditRule(
        "payments.used_cards_were_not_let_go",
        "The provider was not told to forget a card that somebody pays with.",
        Duration.ZERO,
        """
        SELECT c.id AS subject, 'let go at ' || p.let_go_at AS detail
        FROM payments.provider_card p JOIN payments.card c ON c.payment_method = p.payment_method
        WHERE c.removed_at IS NULL AND p.let_go_at <= clock_timestamp() - ? * interval '1 s'
        """);
  }
}
