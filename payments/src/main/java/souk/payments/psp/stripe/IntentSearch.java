package souk.payments.psp.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentListParams.Created;
import com.stripe.service.PaymentIntentService;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.Hindrance;
import souk.payments.psp.Lookup;
import souk.payments.psp.PspPayment;

/**
 * Looks through the intents of a day for the one that carries our charge's id. Stripe's own search
 * would be shorter, but may not yet know what was written a moment ago; the list does.
 */
final class IntentSearch {
  private static final Duration CLOCKS_APART = Duration.ofMinutes(10);
  private static final Duration KEY_LIFETIME = Duration.ofHours(24);
  private static final long PAGE = 100;
  private static final int PAGES_MAX = 50;

  private final PaymentIntentService intents;

  IntentSearch(PaymentIntentService intents) {
    this.intents = intents;
  }

  Lookup<PspPayment> find(UUID chargeId, @Nullable String customer, Instant from)
      throws StripeException {
    @Nullable String after = null;
    for (var pages = 0; pages < PAGES_MAX; pages++) {
      var page = intents.list(params(customer, from, after));
      for (var intent : page.getData()) {
        if (isOf(chargeId, intent)) return new Lookup.Found<>(StripeIntents.payment(intent));
      }
      if (!page.getHasMore()) return new Lookup.Absent<>();
      after = page.getData().getLast().getId();
    }
    return new Lookup.Unavailable<>(Hindrance.TOO_MANY_CANDIDATES);
  }

  private static boolean isOf(UUID chargeId, PaymentIntent intent) {
    var metadata = intent.getMetadata();
    return metadata != null && chargeId.toString().equals(metadata.get(StripeIntents.CHARGE_ID));
  }

  private static PaymentIntentListParams params(
      @Nullable String customer, Instant from, @Nullable String after) {
    var created =
        Created.builder()
            .setGte(from.minus(CLOCKS_APART).getEpochSecond())
            .setLte(from.plus(KEY_LIFETIME).plus(CLOCKS_APART).getEpochSecond())
            .build();
    return PaymentIntentListParams.builder()
        .setCreated(created)
        .setCustomer(customer)
        .setStartingAfter(after)
        .setLimit(PAGE)
        .addExpand("data.latest_charge")
        .build();
  }
}
