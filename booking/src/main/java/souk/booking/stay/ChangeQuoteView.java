package souk.booking.stay;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import souk.booking.stay.quote.StayTerms;
import souk.platform.money.Money;

/**
 * What a change makes of a stay; {@code quote} is the token to change it with.
 *
 * @param terms of the stay from then on; each night that is kept costs what it was sold for
 * @param guestName whom the hotel expects
 * @param fee what is kept of the nights that are given up
 * @param refund what goes back
 */
@Introspected
@Schema(name = "StayChangeQuote")
record ChangeQuoteView(
    UUID stayId,
    String quote,
    StayTerms terms,
    String guestName,
    Money fee,
    Money refund,
    Instant expiresAt) {

  static ChangeQuoteView of(StayChange change, String token) {
    return new ChangeQuoteView(
        change.stayId(),
        token,
        StayTerms.of(change.after()),
        change.guestName(),
        change.fee(),
        change.refund(),
        change.after().expiresAt());
  }
}
