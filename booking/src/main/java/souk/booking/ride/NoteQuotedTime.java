package souk.booking.ride;

import jakarta.inject.Singleton;
import java.time.Duration;
import souk.booking.quote.Quotes;
import souk.dispatch.eta.ledger.EtaLedger;

/** Notes how long the rider was told that his journey takes, to be held against what it took. */
@Singleton
final class NoteQuotedTime {
  private final Quotes quotes;
  private final EtaLedger ledger;

  NoteQuotedTime(Quotes quotes, EtaLedger ledger) {
    this.quotes = quotes;
    this.ledger = ledger;
  }

  /** For a ride whose trip is requested; may be repeated. */
  void note(Ride ride) {
    quotes
        .find(ride.order().quoteId())
        .ifPresent(quote ->
            ledger.quoted(
                ride.id(),
                ride.requestedAt(),
                Duration.ofSeconds(quote.durationSeconds()),
                quote.trafficVersion()));
  }
}
