package souk.payments.psp;

import org.jspecify.annotations.Nullable;

/**
 * What the payer has to do before money can be reserved.
 *
 * @param type the provider's word, such as {@code redirect_to_url} or {@code use_stripe_sdk}
 * @param url where to send him; null when the provider's own library in the app does all
 * @param clientSecret by which that library may act on this one payment; for the payer alone
 */
public record NextAction(String type, @Nullable String url, String clientSecret) {
  @Override
  public String toString() {
    return "NextAction[" + type + "]";
  }
}
