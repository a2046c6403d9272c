package souk.booking.stay;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.payments.card.Cards;
import souk.payments.charge.Charges;
import souk.platform.identity.Person;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * A guest has what he holds booked: from now on his card is asked, and the rooms are his meanwhile.
 * Under the row's lock, so that of confirming and the end of the hold one wins; the saga goes on.
 */
@Singleton
final class ConfirmStay {
  private final Stays stays;
  private final PayStays payStays;
  private final Cards cards;
  private final Charges charges;
  private final Contention contention;
  private final StayWakes wakes;
  private final DatabaseClock clock;

  ConfirmStay(
      Stays stays,
      PayStays payStays,
      Cards cards,
      Charges charges,
      Contention contention,
      StayWakes wakes,
      DatabaseClock clock) {
    this.stays = stays;
    this.payStays = payStays;
    this.cards = cards;
    this.charges = charges;
    this.contention = contention;
    this.wakes = wakes;
    this.clock = clock;
  }

  /**
   * Runs in the transaction of the caller's idempotency key. What was confirmed with the same card
   * before is answered as it stands, whatever has become of card and provider.
   *
   * @throws Problem 404 for a stay that is not this guest's; 409 {@code hold_over}, or {@code
   *     confirmed_already} with another card; 422 {@code card_unknown}; 503 {@code
   *     payments_unavailable} while the provider is left alone, {@code nights_contended}
   */
  Stay confirm(Person guest, UUID stayId, UUID cardId) {
    var stay = stays.ofGuest(guest.id(), stayId);
    return contention.limited(() -> confirmed(stays.lock(stay.id()).orElseThrow(), cardId));
  }

  private Stay confirmed(Stay before, UUID cardId) {
    return switch (before.state()) {
      case StayState.Paying(var payUntil) -> {
        if (!payUntil.isAfter(clock.now())) throw over();
        yield asItStands(before, cardId);
      }
      case StayState.Confirmed _,
          StayState.CheckedIn _,
          StayState.CheckedOut _,
          StayState.NoShow _ ->
          asItStands(before, cardId);
      case StayState.Held _ -> paying(before, cardId);
      case StayState.Cancelled _, StayState.Expired _ -> throw over();
    };
  }

  private Stay paying(Stay held, UUID cardId) {
    if (cards.find(held.guestId(), cardId).isEmpty()) {
      throw Problem.refused("card_unknown", "There is no such card in this account.");
    }
    charges.requireProvider();
    var paying = payStays.pay(held.id(), cardId).orElseThrow(ConfirmStay::over);
    // one who tries again may have a saga that is about to end
    if (held.payment() != null) wakes.wakeAfterCommit(paying.id());
    return paying;
  }

  private static Stay asItStands(Stay stay, UUID cardId) {
    if (stay.payment() != null && stay.payment().cardId().equals(cardId)) return stay;
    throw Problem.conflict("confirmed_already", "Another card is being asked, or was.");
  }

  private static Problem over() {
    return Problem.conflict("hold_over", "The rooms are no longer held; ask for a new quote.");
  }
}
