package souk.booking.payment;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.NextAction;

/**
 * The next step of a payment that wants its payer.
 *
 * @param type the provider's word, such as {@code redirect_to_url} or {@code use_stripe_sdk}
 * @param url where to go; null when the provider's library in the app does all
 * @param clientSecret for that library, and for nobody else: kept with the charge alone, so in no
 *     event and no stored answer
 */
@Introspected
@Schema(name = "PaymentAction")
public record PayerAction(String type, @Nullable String url, String clientSecret) {
  /** Null when there is nothing to do. */
  public static @Nullable PayerAction of(Optional<NextAction> next) {
    return next.map(action -> new PayerAction(action.type(), action.url(), action.clientSecret()))
        .orElse(null);
  }

  @Override
  public String toString() {
    return "PayerAction[" + type + "]";
  }
}
