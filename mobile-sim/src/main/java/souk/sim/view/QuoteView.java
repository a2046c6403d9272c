package souk.sim.view;

import java.util.Objects;
import java.util.UUID;

/** A signed price; {@code quote} is the token to book with. */
public record QuoteView(UUID id, String quote) {
  /** Throws when the server leaves out what a phone cannot do without. */
  public QuoteView {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(quote, "quote");
  }
}
