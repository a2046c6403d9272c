package souk.booking.stay;

import jakarta.inject.Singleton;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import souk.booking.stay.calendar.Calendar;
import souk.booking.stay.calendar.Calendars;
import souk.booking.stay.calendar.RoomNights;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.quote.Availability;
import souk.booking.stay.quote.Refusal;
import souk.booking.stay.quote.StayQuote;
import souk.booking.stay.quote.StayQuoteView;
import souk.booking.stay.quote.StayQuotes;
import souk.booking.stay.quote.StayWish;
import souk.platform.identity.Person;
import souk.platform.money.Money;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Statements;
import souk.platform.problem.Problem;

/**
 * A guest takes a quote: its rooms are his for some minutes, all or none. Under the locks of all
 * its nights what has lapsed is given back, what is free is counted and what it costs is asked
 * again; so of two who want the last room one gets it, and no hold that is over keeps anybody out.
 */
@Singleton
final class HoldStay {
  /** Each further one is for holds that have lapsed while the one before waited. */
  private static final int ATTEMPTS = 20;

  private final StayQuotes quotes;
  private final Stays stays;
  private final Hotels hotels;
  private final RoomNights nights;
  private final Calendars calendars;
  private final Contention contention;
  private final DatabaseClock clock;
  private final Statements database;

  HoldStay(
      StayQuotes quotes,
      Stays stays,
      Hotels hotels,
      RoomNights nights,
      Calendars calendars,
      Contention contention,
      DatabaseClock clock,
      Statements database) {
    this.quotes = quotes;
    this.stays = stays;
    this.hotels = hotels;
    this.nights = nights;
    this.calendars = calendars;
    this.contention = contention;
    this.clock = clock;
    this.database = database;
  }

  private sealed interface Outcome {
    record Held(Stay stay) implements Outcome {}

    record Changed(StayQuote now) implements Outcome {}

    /** At that instant all that was counted was truly others'. */
    record Refused(List<Refusal> nights, Instant judgedAt) implements Outcome {}

    /** Something that was counted has lapsed meanwhile. */
    record Stale() implements Outcome {}
  }

  /**
   * Runs in the transaction of the caller's idempotency key.
   *
   * @throws Problem 422 {@code quote_invalid}, {@code quote_expired} or {@code stay_restricted};
   *     409 {@code sold_out} with the nights that fail and the nearest alternatives, {@code
   *     price_changed} with the new quote, {@code quote_used} with the stay; 503 {@code
   *     nights_contended}
   */
  Stay hold(Person guest, String quoteToken) {
    var quote = quotes.open(quoteToken, guest.id());
    stays.ofQuote(quote.id()).ifPresent(HoldStay::refuseUsed);
    return contention.limited(() -> {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        var before = savepoint();
        switch (attempt(guest, quote)) {
          case Outcome.Held(Stay stay) -> {
            return stay;
          }
          case Outcome.Changed(StayQuote now) -> throw changed(now);
          case Outcome.Refused refused -> {
            // without the locks: whoever waits for them need not wait for what comes now
            undo(before);
            throw refused(guest, quote.wish(), refused);
          }
          case Outcome.Stale() -> undo(before);
        }
      }
      throw Contention.comeAgain();
    });
  }

  private Outcome attempt(Person guest, StayQuote quote) {
    var wish = quote.wish();
    var calendar = locked(guest.id(), wish);
    var refusals = Availability.refusals(wish, calendar.rows());
    if (isFull(refusals) && replaceOwn(calendar.own(), refusals)) {
      calendar = new Locked(now(wish), List.of());
      refusals = Availability.refusals(wish, calendar.rows());
    }
    if (!refusals.isEmpty()) return refusedOrStale(wish, refusals);
    var now = quotes.price(guest.id(), wish, calendar.rows());
    if (!now.saysAs(quote)) return new Outcome.Changed(now);
    return new Outcome.Held(held(guest, quote));
  }

  /**
   * The counters stand still under the locks; time does not, so it is read before the holds are.
   */
  private Outcome refusedOrStale(StayWish wish, List<Refusal> refusals) {
    var judgedAt = clock.now();
    return isFull(refusals) && stays.anyLapsed(wish.hotelId(), wish.span())
        ? new Outcome.Stale()
        : new Outcome.Refused(refusals, judgedAt);
  }

  private Problem refused(Person guest, StayWish wish, Outcome.Refused refused) {
    return quotes.refused(guest.id(), wish, refused.nights()).with("judged_at", refused.judgedAt());
  }

  /** Nights that nobody else can change now, and the guest's own holds of them. */
  private record Locked(Calendar rows, List<Stay> own) {}

  private Locked locked(UUID guestId, StayWish wish) {
    var released = stays.lockReleasable(wish.hotelId(), wish.span(), guestId);
    var ids = released.stream().map(Stay::id).toList();
    nights.lock(wish.hotelId(), wish.types(), wish.span(), ids);
    var own = released.stream().filter(held -> stays.expire(held).isEmpty()).toList();
    return new Locked(now(wish), own);
  }

  /** Only those that are in the way: a guest may hold other rooms beside. */
  private boolean replaceOwn(List<Stay> own, List<Refusal> refusals) {
    var inTheWay =
        own.stream()
            .filter(held -> refusals.stream().anyMatch(refusal -> isOf(held, refusal)))
            .toList();
    inTheWay.forEach(
        held -> stays.cancel(held, Stays.REPLACED, Money.zero(held.total().currency())));
    return !inTheWay.isEmpty();
  }

  private static boolean isOf(Stay held, Refusal refusal) {
    var wish = held.quote().wish();
    return wish.types().contains(refusal.roomTypeId())
        && wish.span().nights().contains(refusal.night());
  }

  private Stay held(Person guest, StayQuote quote) {
    var hotel = hotels.find(quote.wish().hotelId()).orElseThrow();
    return stays
        .hold(guest, hotel.cityId(), quote)
        .orElseThrow(() -> {
          stays.ofQuote(quote.id()).ifPresent(HoldStay::refuseUsed);
          return Problem.refused("quote_expired", "The quote has expired; ask for a new one.");
        });
  }

  private Calendar now(StayWish wish) {
    var span = wish.span();
    return calendars.now(wish.hotelId(), wish.types(), span.arrival(), span.departure());
  }

  private static boolean isFull(List<Refusal> refusals) {
    return refusals.stream().anyMatch(refusal -> refusal.reason() == Refusal.Reason.FULL);
  }

  private Problem changed(StayQuote now) {
    return Problem.conflict("price_changed", "Price or terms have changed; this is the new quote.")
        .with("quote", StayQuoteView.of(quotes.sealed(now)));
  }

  private static void refuseUsed(Stay stay) {
    throw Problem.conflict("quote_used", "This quote was held already.")
        .with("stay_id", stay.id())
        .with("stay_status", stay.state().status());
  }

  private Savepoint savepoint() {
    return database.onConnection(connection -> connection.setSavepoint());
  }

  private void undo(Savepoint before) {
    database.<Boolean>onConnection(connection -> {
      connection.rollback(before);
      return true;
    });
  }
}
