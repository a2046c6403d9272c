package souk.payments.payout;

import io.micronaut.core.annotation.Introspected;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * What a payout's event carries: whom it concerns, and where it stands.
 *
 * @param reason why it did not arrive
 */
@Introspected
record PayoutNews(
    UUID payoutId, UUID payeeId, PayoutStatus status, Money amount, @Nullable String reason) {
  static PayoutNews of(StoredPayout stored) {
    var payout = stored.payout();
    return new PayoutNews(
        stored.id(),
        stored.terms().payee(),
        payout.status(),
        stored.terms().amount(),
        payout instanceof Payout.Undone undone ? undone.setback().code() : null);
  }

  /** Such as {@code payout.settled}. */
  String eventType() {
    return "payout." + status.name().toLowerCase(Locale.ROOT);
  }
}
