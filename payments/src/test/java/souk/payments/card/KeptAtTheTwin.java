package souk.payments.card;

import java.util.UUID;
import souk.embedded.stripe.StripeTwin;

/** A card that the provider keeps for a payer of ours, and that our rows know nothing of. */
final class KeptAtTheTwin {
  private final AtTheTwin there;
  private final String customer;
  private final String method;

  KeptAtTheTwin(StripeTwin twin, UUID payer) {
    this.there = new AtTheTwin(twin);
    this.customer = there.customer(payer);
    this.method = there.attach("pm_card_visa", customer);
  }

  /** Its name there. */
  String method() {
    return method;
  }

  boolean isThere() {
    return there.isOf(method, customer);
  }
}
