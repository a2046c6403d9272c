package souk.booking.stay.search;

import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.booking.stay.quote.StayLimits;
import souk.platform.page.Page;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

/**
 * Finds hotels that have rooms for a stay, as the rows say at that moment: what is shown would be
 * quoted so. It promises nothing; a later quote or hold says what has changed.
 */
@Singleton
final class SearchStays {
  private final FoundStays found;
  private final StayLimits limits;
  private final DatabaseClock clock;

  SearchStays(FoundStays found, StayLimits limits, DatabaseClock clock) {
    this.found = found;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * A page of them, in the order of the wish.
   *
   * @throws Problem 400 {@code malformed} for what no hotel could offer, {@code cursor_invalid}
   */
  Page<FoundStay> search(UUID guestId, SearchWish wish, @Nullable String cursor, int limit) {
    refuse(wish);
    var behind = SearchCursor.of(cursor, wish);
    var rows = found.read(guestId, wish, limits.aheadDays(), behind, limit + 1);
    var items = rows.stream().limit(limit).map(FoundStays.Ranked::stay).toList();
    return new Page<>(items, rows.size() > limit ? rows.get(limit - 1).at().text(wish) : null);
  }

  private void refuse(SearchWish wish) {
    var party = wish.party();
    if (wish.span().length() > limits.nightsMax()) {
      throw malformed("departure: must be at most %d nights after arrival", limits.nightsMax());
    }
    if (party.rooms() > limits.roomsMax()) {
      throw malformed("rooms: must be at most %d", limits.roomsMax());
    }
    if (party.adults() < party.rooms()) {
      throw malformed("adults: must be at least one for each of %d rooms", party.rooms());
    }
    refuseOutOfTime(wish);
  }

  /** What is within reach on no clock on earth; the rest is said hotel by hotel. */
  private void refuseOutOfTime(SearchWish wish) {
    var today = clock.now().atZone(ZoneOffset.UTC).toLocalDate();
    var arrival = wish.span().arrival();
    var last = today.plusDays(limits.aheadDays() + 1L);
    if (arrival.isBefore(today.minusDays(1)) || arrival.isAfter(last)) {
      throw Problem.malformed(
          "malformed", "arrival: must be from today on and at most %s".formatted(last));
    }
  }

  private static Problem malformed(String detail, int bound) {
    return Problem.malformed("malformed", detail.formatted(bound));
  }
}
