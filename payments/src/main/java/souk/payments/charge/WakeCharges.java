package souk.payments.charge;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import souk.payments.webhook.PspEvent;
import souk.payments.webhook.WebhookHandler;

/**
 * Lets the resolver look at the charge that an event is about. A charge whose call is under way is
 * left to whoever made it.
 */
@Singleton
final class WakeCharges implements WebhookHandler {
  /** After these nothing of a payment is held any more. */
  private static final Set<String> ENDS =
      Set.of("payment_intent.succeeded", "payment_intent.canceled", "charge.expired");

  private static final Set<String> MOVES =
      Set.of(
          "payment_intent.amount_capturable_updated",
          "payment_intent.payment_failed",
          "payment_intent.processing",
          "payment_intent.requires_action");

  /** A charge's id, as we wrote it beside the payment; others may write there too. */
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final ChargeRows rows;

  WakeCharges(ChargeRows rows) {
    this.rows = rows;
  }

  @Override
  public boolean handles(String type) {
    return ENDS.contains(type) || MOVES.contains(type);
  }

  @Override
  public void handle(PspEvent event) {
    rows.wake(chargeId(event), event.payment(), ENDS.contains(event.type()));
  }

  private static @Nullable UUID chargeId(PspEvent event) {
    var text = event.metadata().getOrDefault("charge_id", "");
    return ID.matcher(text).matches() ? UUID.fromString(text) : null;
  }
}
