package souk.booking.stay;

import jakarta.inject.Singleton;
import java.util.UUID;
import souk.booking.quote.QuoteSeal;
import souk.booking.stay.calendar.RoomNights;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.quote.StayWish;
import souk.booking.stay.room.RoomAssignments;
import souk.platform.json.Json;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * A guest changes what he has booked: he keeps some of it, as it was sold, and gives up the rest.
 * Under the locks of the stay and its nights it is judged anew by the function that showed it to
 * him; what differs is shown again and not done. The nights are free in the same moment.
 */
@Singleton
final class ChangeStay {
  private static final String KIND = "stay-change";

  private final Stays stays;
  private final ChangeRows rows;
  private final JudgeChange judge;
  private final RoomNights nights;
  private final RoomAssignments rooms;
  private final Hotels hotels;
  private final StayDays days;
  private final Contention contention;
  private final StayNews news;
  private final QuoteSeal seal;
  private final DatabaseClock clock;
  private final Json json;

  ChangeStay(
      Stays stays,
      ChangeRows rows,
      JudgeChange judge,
      RoomNights nights,
      RoomAssignments rooms,
      Hotels hotels,
      StayDays days,
      Contention contention,
      StayNews news,
      QuoteSeal seal,
      DatabaseClock clock,
      Json json) {
    this.stays = stays;
    this.rows = rows;
    this.judge = judge;
    this.nights = nights;
    this.rooms = rooms;
    this.hotels = hotels;
    this.days = days;
    this.contention = contention;
    this.news = news;
    this.seal = seal;
    this.clock = clock;
    this.json = json;
  }

  /**
   * What a change would make of a stay now.
   *
   * @throws Problem as {@link JudgeChange#judge}
   */
  ChangeQuoteView preview(Stay stay, StayWish wish, String guestName) {
    return shown(judge.judge(stay, wish, guestName, clock.now()));
  }

  /**
   * Runs in the transaction of the caller's idempotency key.
   *
   * @param token what he was shown
   * @throws Problem 404 for a stay that is not this guest's; 422 {@code quote_invalid}, {@code
   *     quote_expired}; 409 {@code stay_changed} when another change came first, {@code
   *     price_changed} with what it would be now; and as {@link JudgeChange#judge}
   */
  Stay change(UUID guestId, UUID stayId, String token) {
    var id = stays.ofGuest(guestId, stayId).id();
    var seen = seal.open(KIND, token, StayChange.class);
    if (!seen.stayId().equals(id)) {
      throw Problem.refused("quote_invalid", "This quote was made for another stay.");
    }
    return contention.limited(() -> changed(stays.lock(id).orElseThrow(), seen));
  }

  private Stay changed(Stay before, StayChange seen) {
    nights.lock(before.hotelId(), before.quote().wish().span(), before.id());
    if (seen.number() != before.changes().count() + 1) {
      throw Problem.conflict("stay_changed", "The stay was changed meanwhile; ask again.");
    }
    var now = clock.now();
    if (!seen.after().expiresAt().isAfter(now)) {
      throw Problem.refused("quote_expired", "The quote has expired; ask for a new one.");
    }
    var change = judge.judge(before, seen.after().wish(), seen.guestName(), now);
    if (!change.saysAs(seen)) throw differs(change);
    return applied(before, change);
  }

  private Stay applied(Stay before, StayChange change) {
    var after = row(before, change);
    var wish = change.after().wish();
    nights.giveUp(after.id(), wish.span().departure(), wish.roomsByType());
    // which of several rooms he keeps, his hotel says anew
    var sameRooms = wish.roomsByType().equals(before.quote().wish().roomsByType());
    rooms.giveBackFrom(after.id(), sameRooms ? wish.span().departure() : wish.span().arrival());
    rows.note(
        after.id(),
        change.number(),
        change.after().id(),
        json.write(before.quote()),
        before.guestName(),
        change.fee().minor(),
        change.refund().minor());
    news.tell(after, "changed");
    news.wake(before, after);
    return after;
  }

  private Stay row(Stay before, StayChange change) {
    var quote = change.after();
    var leaveBy = days.of(hotels.find(before.hotelId()).orElseThrow(), quote).leaveBy();
    return rows
        .change(
            before.id(),
            before.changes().count(),
            json.write(quote),
            quote.wish().span().departure(),
            change.guestName(),
            quote.price().total().minor(),
            leaveBy,
            change.fee().minor(),
            change.refund().minor())
        .stream()
        .findFirst()
        .map(stays::stay)
        .orElseThrow();
  }

  private Problem differs(StayChange now) {
    return Problem.conflict("price_changed", "What it costs has changed; this is the new quote.")
        .with("quote", shown(now));
  }

  private ChangeQuoteView shown(StayChange change) {
    return ChangeQuoteView.of(change, seal.seal(KIND, change));
  }
}
