package souk.sim.view;

import java.util.Objects;
import java.util.UUID;

/** The price of a ride to another destination; {@code quote} is the token to ask with. */
public record DestinationQuoteView(UUID id, String quote, MoneyView fare) {
  /** Throws when the server leaves out what a phone cannot do without. */
  public DestinationQuoteView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(quote, "quote");
    Objects.requireNonNull(fare, "fare");
  }
}
