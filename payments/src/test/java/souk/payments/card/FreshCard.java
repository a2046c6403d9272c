package souk.payments.card;

import souk.embedded.stripe.StripeTwin;

/** A card as an app makes one at the provider. */
public final class FreshCard {
  private FreshCard() {}

  /** A new one that approves; answers its name. */
  public static String at(StripeTwin twin) {
    return new AtTheTwin(twin).fresh("tok_visa");
  }
}
