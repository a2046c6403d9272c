package souk.payments.webhook;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

@Factory
final class WebhookAudit {
  private static final Duration GRACE = Duration.ofSeconds(60);

  @Singleton
  @Named("payments.webhooks_are_handled")
  AuditRule handled() {
    return new AuditRule(
        "payments.webhooks_are_handled",
        "An event of the provider is handled, tried again when its time has come, or given up.",
        GRACE,
        """
        SELECT id AS subject, type || ' ' || event_id || ', due ' || next_attempt_at AS detail
        FROM payments.webhook_event
        WHERE handled_at IS NULL AND dead_at IS NULL
          AND next_attempt_at < clock_timestamp() - ? * interval '1 s'
        """);
  }
}
