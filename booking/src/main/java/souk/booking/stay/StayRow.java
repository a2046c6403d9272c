package souk.booking.stay;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.quote.StayQuote;
import souk.platform.json.Json;

@MappedEntity(value = "stay", schema = "booking")
record StayRow(
    @Id UUID id,
    UUID hotelId,
    String cityId,
    UUID guestId,
    String guestName,
    LocalDate arrival,
    LocalDate departure,
    String status,
    @Nullable String reason,
    UUID quoteId,
    String quote,
    long totalMinor,
    String currency,
    long version,
    int renewals,
    Instant heldAt,
    Instant expiresAt,
    @Nullable Instant endedAt) {

  Stay stay(Json json) {
    return new Stay(
        id,
        cityId,
        guestId,
        guestName,
        json.read(quote, StayQuote.class),
        state(),
        version,
        heldAt);
  }

  private StayState state() {
    if (status.equals(StayState.Held.STATUS)) return new StayState.Held(expiresAt, renewals);
    var ended = Objects.requireNonNull(endedAt);
    return status.equals(StayState.Expired.STATUS)
        ? new StayState.Expired(ended)
        : new StayState.Cancelled(String.valueOf(reason), ended);
  }
}
