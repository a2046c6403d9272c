package souk.booking.stay.quote;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;

/** A quote as it is shown; {@code quote} is the token to hold the stay with. */
@Introspected
public record StayQuoteView(
    UUID id, String quote, StayTerms terms, Instant expiresAt, long expiresInMs) {
  /** What is shown of a quote that was made now. */
  public static StayQuoteView of(StayQuotes.Sealed sealed) {
    var quote = sealed.quote();
    return new StayQuoteView(
        quote.id(),
        sealed.token(),
        StayTerms.of(quote),
        quote.expiresAt(),
        sealed.expiresIn().toMillis());
  }
}
