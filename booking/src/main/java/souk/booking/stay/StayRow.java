package souk.booking.stay;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.quote.StayQuote;
import souk.payments.charge.ChargeStatus;
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
    @Nullable Instant endedAt,
    @Nullable String confirmation,
    @Nullable Instant confirmedAt,
    int attempt,
    @Nullable UUID cardId,
    @Nullable String payment,
    @Nullable String paymentReason,
    long chargeVersion,
    long capturedMinor,
    long feeMinor,
    @Nullable Instant refundedAt,
    @Nullable Instant arrivesFrom,
    @Nullable Instant noShowFrom,
    @Nullable Instant leaveBy,
    @Nullable Instant checkedInAt,
    @Nullable Instant dividedAt,
    @Nullable LocalDate sleptUntil,
    @Nullable Long keptMinor,
    int changes,
    int changesRefunded,
    long changeFeeMinor,
    long returnedMinor) {

  Stay stay(Json json) {
    return new Stay(
        id,
        cityId,
        guestId,
        guestName,
        json.read(quote, StayQuote.class),
        state(),
        stayPayment(),
        new StayChanges(changes, changesRefunded, changeFeeMinor, returnedMinor),
        version,
        heldAt);
  }

  private StayState state() {
    return switch (StayStatus.valueOf(status)) {
      case HELD -> new StayState.Held(expiresAt, renewals);
      case PAYING -> new StayState.Paying(expiresAt);
      case CONFIRMED ->
          new StayState.Confirmed(number(), Objects.requireNonNull(confirmedAt), times());
      case CHECKED_IN -> new StayState.CheckedIn(number(), Objects.requireNonNull(checkedInAt));
      case CHECKED_OUT ->
          new StayState.CheckedOut(
              number(),
              Objects.requireNonNull(endedAt),
              Objects.requireNonNull(sleptUntil),
              Objects.requireNonNull(keptMinor));
      case NO_SHOW -> new StayState.NoShow(number(), Objects.requireNonNull(endedAt), feeMinor);
      case CANCELLED ->
          new StayState.Cancelled(
              String.valueOf(reason), Objects.requireNonNull(endedAt), feeMinor);
      case EXPIRED -> new StayState.Expired(Objects.requireNonNull(endedAt));
    };
  }

  private String number() {
    return Objects.requireNonNull(confirmation);
  }

  private StayTimes times() {
    return new StayTimes(
        Objects.requireNonNull(arrivesFrom),
        Objects.requireNonNull(noShowFrom),
        Objects.requireNonNull(leaveBy));
  }

  private @Nullable StayPayment stayPayment() {
    if (cardId == null) return null;
    return new StayPayment(
        attempt,
        cardId,
        payment == null ? null : ChargeStatus.valueOf(payment),
        paymentReason,
        chargeVersion,
        capturedMinor,
        refundedAt != null);
  }
}
