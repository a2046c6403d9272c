package souk.booking.stay;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.payment.PayerAction;
import souk.booking.stay.quote.StayTerms;
import souk.platform.money.Money;

/**
 * A stay as its guest sees it.
 *
 * @param reason of a cancelled one
 * @param confirmation what the hotel knows him by, once the rooms are booked
 * @param hold until when the rooms are his; null when they are not, or for good
 * @param payment how the last card stands that was asked; null when none was
 * @param cancelled what is kept and what goes back, once it is over; null when nothing was taken,
 *     and of one that was slept in as booked
 * @param changes what it has given up since it was booked; null for nothing changed
 */
@Introspected
record StayView(
    UUID id,
    StayStatus status,
    @Nullable String reason,
    @Nullable String confirmation,
    StayTerms terms,
    @Nullable Hold hold,
    @Nullable Payment payment,
    @Nullable Cancelled cancelled,
    @Nullable Changes changes,
    Instant heldAt,
    long version) {

  /**
   * How long rooms are held, or kept while they are paid for.
   *
   * @param renewable whether the time may be renewed
   */
  @Introspected
  record Hold(Instant expiresAt, long expiresInMs, boolean renewable) {}

  /**
   * How the money stands.
   *
   * @param status {@code PENDING}, {@code UNKNOWN}, {@code REQUIRES_ACTION}, {@code AUTHORIZED},
   *     {@code DECLINED}, {@code CAPTURED}, or {@code VOIDED} and {@code EXPIRED}: nothing is
   *     reserved, nothing was taken
   * @param reason why the card was refused
   * @param action what the guest has to do before anything can be reserved; only with
   *     REQUIRES_ACTION
   */
  @Introspected
  @Schema(name = "StayPayment")
  record Payment(
      UUID cardId,
      String status,
      @Nullable String reason,
      @Nullable PayerAction action,
      Money captured) {}

  /**
   * What is kept, and what goes back.
   *
   * @param status {@code PENDING}, {@code SUCCEEDED} or {@code FAILED}; null before payments was
   *     told, and where nothing goes back
   */
  @Introspected
  @Schema(name = "StayCancelled")
  record Cancelled(Money fee, Money refund, @Nullable String status) {}

  /**
   * What changes have made of it; its terms are those of the last.
   *
   * @param fee what is kept of the nights that were given up
   * @param refund what of them goes back, or went
   */
  @Introspected
  @Schema(name = "StayChanges")
  record Changes(int count, Money fee, Money refund) {}

  /** What is over by the clock is shown as such, whether its row says so yet or not. */
  static StayView of(
      Stay stay, Instant now, @Nullable PayerAction action, @Nullable Cancelled cancelled) {
    return switch (stay.state()) {
      case StayState.Held(var until, var renewals) when until.isAfter(now) ->
          view(stay, StayStatus.HELD, hold(until, now, renewals == 0), action, null);
      case StayState.Paying(var until) when until.isAfter(now) ->
          view(stay, StayStatus.PAYING, hold(until, now, false), action, null);
      case StayState.Held _, StayState.Paying _, StayState.Expired _ ->
          view(stay, StayStatus.EXPIRED, null, null, cancelled);
      case StayState.Confirmed _,
          StayState.CheckedIn _,
          StayState.CheckedOut _,
          StayState.NoShow _,
          StayState.Cancelled _ ->
          view(stay, stay.state().status(), null, null, cancelled);
    };
  }

  private static Hold hold(Instant until, Instant now, boolean renewable) {
    return new Hold(until, Duration.between(now, until).toMillis(), renewable);
  }

  private static StayView view(
      Stay stay,
      StayStatus status,
      @Nullable Hold hold,
      @Nullable PayerAction action,
      @Nullable Cancelled cancelled) {
    return new StayView(
        stay.id(),
        status,
        stay.state() instanceof StayState.Cancelled off ? off.reason() : null,
        stay.state().confirmation(),
        StayTerms.of(stay.quote()),
        hold,
        payment(stay, action),
        cancelled,
        changes(stay),
        stay.heldAt(),
        stay.version());
  }

  private static @Nullable Changes changes(Stay stay) {
    var changes = stay.changes();
    if (changes.count() == 0) return null;
    var currency = stay.total().currency();
    return new Changes(
        changes.count(),
        new Money(changes.feeMinor(), currency),
        new Money(changes.returnedMinor(), currency));
  }

  private static @Nullable Payment payment(Stay stay, @Nullable PayerAction action) {
    var paid = stay.payment();
    if (paid == null) return null;
    return new Payment(
        paid.cardId(),
        paid.status() == null ? "PENDING" : paid.status().name(),
        paid.reason(),
        action,
        new Money(paid.capturedMinor(), stay.total().currency()));
  }
}
