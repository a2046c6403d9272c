package souk.payments.dispute;

import jakarta.inject.Singleton;
import souk.payments.webhook.PspEvent;
import souk.payments.webhook.WebhookHandler;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/** Adds a dispute that the provider tells of, or has a known one looked at. */
@Singleton
final class DisputeWebhooks implements WebhookHandler {
  private final StoredDisputes disputes;
  private final Transactions transactions;
  private final Bell bell;

  DisputeWebhooks(StoredDisputes disputes, Transactions transactions, Bell bell) {
    this.disputes = disputes;
    this.transactions = transactions;
    this.bell = bell;
  }

  @Override
  public boolean handles(String type) {
    return type.startsWith("charge.dispute.");
  }

  @Override
  public void handle(PspEvent event) {
    // one of a payee's own account is not about our money
    if (event.objectId().isBlank() || event.account() != null) return;
    disputes.heardOf(event.objectId());
    transactions.afterCommit(() -> bell.ring(DisputeResolver.BELL));
  }
}
