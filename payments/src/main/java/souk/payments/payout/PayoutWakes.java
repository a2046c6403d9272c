package souk.payments.payout;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.webhook.PspEvent;
import souk.payments.webhook.WebhookHandler;

/** What the provider tells of transfers and payouts makes somebody look at once. */
@Singleton
final class PayoutWakes implements WebhookHandler {
  private final PayoutRows rows;

  PayoutWakes(PayoutRows rows) {
    this.rows = rows;
  }

  @Override
  public boolean handles(String type) {
    return type.startsWith("transfer.") || type.startsWith("payout.");
  }

  @Override
  public void handle(PspEvent event) {
    var metadata = event.metadata();
    var id = id(metadata.getOrDefault("payout_id", metadata.get("transfer_id")));
    rows.wake(id, event.objectId());
  }

  /** Anybody may write anything there; what is no id of ours is none. */
  private static @Nullable UUID id(@Nullable String text) {
    if (text == null) return null;
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
