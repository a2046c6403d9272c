package souk.payments.refund;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.webhook.PspEvent;
import souk.payments.webhook.WebhookHandler;
import souk.platform.postgres.Transactions;
import souk.platform.push.Bell;

/** Has a refund looked at when the provider says that something became of it. */
@Singleton
final class RefundWebhooks implements WebhookHandler {
  private final RefundRows rows;
  private final Transactions transactions;
  private final Bell bell;

  RefundWebhooks(RefundRows rows, Transactions transactions, Bell bell) {
    this.rows = rows;
    this.transactions = transactions;
    this.bell = bell;
  }

  @Override
  public boolean handles(String type) {
    return type.startsWith("refund.") || type.equals("charge.refund.updated");
  }

  @Override
  public void handle(PspEvent event) {
    var ours = id(event.metadata().get("refund_id"));
    var woken = rows.wakeByReference(event.objectId()) + (ours == null ? 0 : rows.wakeById(ours));
    if (woken > 0) transactions.afterCommit(() -> bell.ring(Refunds.BELL));
  }

  /** What people have written at the provider may be anything. */
  private static @Nullable UUID id(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
