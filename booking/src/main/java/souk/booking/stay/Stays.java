package souk.booking.stay;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.booking.stay.calendar.RoomNights;
import souk.booking.stay.calendar.Span;
import souk.booking.stay.quote.StayQuote;
import souk.booking.stay.room.RoomAssignments;
import souk.platform.identity.Person;
import souk.platform.json.Json;
import souk.platform.money.Money;
import souk.platform.page.Cursor;
import souk.platform.problem.Problem;

/**
 * The stays' rows with what they hold. A stay is locked before its nights, several stays by their
 * ids, and time is judged by the database's clock behind the locks.
 */
@Singleton
final class Stays {
  /** Reasons of a cancelled stay. */
  static final String BY_GUEST = "guest";

  static final String BY_HOTEL = "hotel";
  static final String REPLACED = "replaced";
  static final String UNPAID = "payment_failed";
  private static final int RELEASED_MAX = 1_000;

  private final StayRows rows;
  private final StayLocks locks;
  private final RoomNights nights;
  private final RoomAssignments rooms;
  private final HoldTimes times;
  private final StayNews news;
  private final Json json;

  Stays(
      StayRows rows,
      StayLocks locks,
      RoomNights nights,
      RoomAssignments rooms,
      HoldTimes times,
      StayNews news,
      Json json) {
    this.rows = rows;
    this.locks = locks;
    this.nights = nights;
    this.rooms = rooms;
    this.times = times;
    this.news = news;
    this.json = json;
  }

  Optional<Stay> find(UUID stayId) {
    return rows.find(stayId).map(this::stay);
  }

  /** The stay that was held by a quote. */
  Optional<Stay> ofQuote(UUID quoteId) {
    return rows.ofQuote(quoteId).map(this::stay);
  }

  /**
   * @throws Problem 404 for a stay that is not this guest's
   */
  Stay ofGuest(UUID guestId, UUID stayId) {
    return find(stayId)
        .filter(stay -> stay.guestId().equals(guestId))
        .orElseThrow(() -> Problem.notFound("stay"));
  }

  /** The guest's stays, newest first, older than the cursor. */
  List<Stay> history(UUID guestId, Cursor from, int limit) {
    return rows.history(guestId, from.createdAt(), from.id(), limit).stream()
        .map(this::stay)
        .toList();
  }

  /** What is or was booked at the hotel, newest first, older than the cursor. */
  List<StayRow> bookedAt(UUID hotelId, Cursor from, int limit) {
    return rows.bookedAt(hotelId, from.createdAt(), from.id(), limit);
  }

  /** A stay that is or was booked. */
  Optional<StayRow> booked(UUID stayId) {
    return rows.find(stayId).filter(row -> row.confirmedAt() != null);
  }

  /** Locks what was promised of these nights and has lapsed, and what the guest holds of them. */
  List<Stay> lockReleasable(UUID hotelId, Span span, UUID guestId) {
    return locks.lockReleasable(hotelId, span, guestId, RELEASED_MAX).stream()
        .flatMap(id -> find(id).stream())
        .toList();
  }

  /** Whether anything that was promised of these nights has lapsed. */
  boolean anyLapsed(UUID hotelId, Span span) {
    return rows.anyLapsed(hotelId, span.arrival(), span.departure());
  }

  Optional<Stay> lock(UUID stayId) {
    locks.lock(stayId);
    return find(stayId);
  }

  /** Empty when the quote has expired or was held before. The nights are locked, and free. */
  Optional<Stay> hold(Person guest, String cityId, StayQuote quote) {
    var id = UuidCreator.getTimeOrderedEpoch();
    var wish = quote.wish();
    var total = quote.price().total();
    var entered =
        rows.enter(
            id,
            wish.hotelId(),
            cityId,
            guest.id(),
            guest.name(),
            wish.span().arrival(),
            wish.span().departure(),
            quote.id(),
            json.write(quote),
            total.minor(),
            total.currency().getCurrencyCode(),
            times.holdMillis(),
            quote.expiresAt());
    if (entered == 0) return Optional.empty();
    nights.hold(id, wish.hotelId(), wish.span(), wish.roomsByType());
    var stay = find(id).orElseThrow();
    news.tell(stay);
    return Optional.of(stay);
  }

  /** Empty when it is not held any more, or was renewed before. The stay is locked. */
  Optional<Stay> renew(UUID stayId) {
    var renewed = rows.renew(stayId, times.holdMillis()).stream().findFirst().map(this::stay);
    renewed.ifPresent(stay -> news.tell(stay, "renewed"));
    return renewed;
  }

  /** Ends what was promised and has lapsed; the stay, as it is, and its nights are locked. */
  Optional<Stay> expire(Stay before) {
    var phase = before.phase(StayStatus.EXPIRED, 0);
    return ended(before, rows.expire(before.id(), phase.name(), phase.patience().toMillis()));
  }

  /** Ends a stay for a reason; the stay, as it is, and its nights are locked. */
  Optional<Stay> cancel(Stay before, String reason, Money fee) {
    var phase = before.phase(StayStatus.CANCELLED, fee.minor());
    return ended(
        before,
        rows.cancel(before.id(), reason, fee.minor(), phase.name(), phase.patience().toMillis()));
  }

  /** What was promised and has lapsed, the longest ago first. */
  List<UUID> lapsed(int limit) {
    return rows.lapsed(limit);
  }

  /** Gives back what a stay had that has just been ended, and tells of it. */
  Optional<Stay> ended(Stay before, List<StayRow> updated) {
    var ended = updated.stream().findFirst().map(this::stay);
    ended.ifPresent(stay -> {
      var cause = stay.state().status().name();
      if (before.state() instanceof StayState.Confirmed) unbook(before, cause);
      else nights.giveBack(stay.id(), cause);
      news.tell(stay);
      news.wake(before, stay);
    });
    return ended;
  }

  private void unbook(Stay before, String cause) {
    nights.unbook(before.id(), cause);
    rooms.giveBackFrom(before.id(), before.quote().wish().span().arrival());
  }

  /** Gives back what a stay that was just ended had booked from a night on, and its rooms. */
  void giveBackFrom(Stay ended, LocalDate night) {
    nights.giveBackFrom(ended.id(), night, ended.state().status().name());
    rooms.giveBackFrom(ended.id(), night);
  }

  Stay stay(StayRow row) {
    return row.stay(json);
  }
}
