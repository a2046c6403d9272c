package souk.payments.payee;

import jakarta.inject.Singleton;
import souk.payments.webhook.PspEvent;
import souk.payments.webhook.WebhookHandler;

/** What the provider tells of payees' accounts makes somebody look at once. */
@Singleton
final class PayeeWakes implements WebhookHandler {
  private final PayeeRows rows;

  PayeeWakes(PayeeRows rows) {
    this.rows = rows;
  }

  @Override
  public boolean handles(String type) {
    return type.startsWith("account.") || type.startsWith("capability.");
  }

  @Override
  public void handle(PspEvent event) {
    var account = event.account();
    rows.wake(account == null ? event.objectId() : account);
  }
}
