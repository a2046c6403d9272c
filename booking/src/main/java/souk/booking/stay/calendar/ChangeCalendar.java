package souk.booking.stay.calendar;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import souk.booking.stay.hotel.Hotel;
import souk.booking.stay.hotel.Hotels;
import souk.booking.stay.hotel.RatePlan;
import souk.booking.stay.hotel.RoomType;
import souk.platform.json.Json;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * A host changes nights of a type of rooms, all or none. He names the version of the calendar that
 * he has seen: of two who saw the same one changes it, the other is told.
 */
@Singleton
final class ChangeCalendar {
  private static final int ALL = 367;

  private final Hotels hotels;
  private final NightLocks locks;
  private final NightTable table;
  private final NightBlocks blocks;
  private final CalendarChangeRows changes;
  private final Transactions transactions;
  private final DatabaseClock clock;
  private final Json json;
  private final int aheadDays;

  /**
   * @param aheadDays how far ahead nights may be opened
   */
  ChangeCalendar(
      Hotels hotels,
      NightLocks locks,
      NightTable table,
      NightBlocks blocks,
      CalendarChangeRows changes,
      Transactions transactions,
      DatabaseClock clock,
      Json json,
      @Value("${souk.stays.calendar-days:732}") int aheadDays) {
    if (aheadDays < 1 || aheadDays > 3_660) {
      throw new IllegalArgumentException(
          "souk.stays.calendar-days must be from 1 to 3660, not " + aheadDays);
    }
    this.hotels = hotels;
    this.locks = locks;
    this.table = table;
    this.blocks = blocks;
    this.changes = changes;
    this.transactions = transactions;
    this.clock = clock;
    this.json = json;
    this.aheadDays = aheadDays;
  }

  /** The calendar's next version, and how many nights were in the change. */
  @Introspected
  record Changed(long version, int nights) {}

  /**
   * @param seen the version of the calendar that the host has seen
   * @throws Problem 400 {@code malformed}; 412 {@code calendar_changed}; 409 {@code rooms_promised}
   *     with the nights in which more is promised than there would be; 422 {@code
   *     nights_out_of_range}, {@code rate_plan_unknown}, {@code price_refused}
   */
  Changed change(UUID hostId, Hotel hotel, RoomType type, long seen, NightChange change) {
    refuseOutOfRange(hotel, change);
    refusePrices(hotel, change);
    return transactions.call(() -> {
      if (!hotels.nextCalendar(type, seen)) throw changedMeanwhile(hotel, type);
      var changeId = UuidCreator.getTimeOrderedEpoch();
      locks.lock(hotel.id(), Set.of(type.id()), span(change), List.of());
      blocks.release(hotel.id(), type.id(), span(change), changeId);
      var over = table.over(hotel.id(), type.id(), change);
      if (!over.isEmpty()) throw promised(over);
      var nights = table.write(hotel.id(), type.id(), change, changeId);
      blocks.settle(hotel.id(), type.id(), span(change), changeId);
      changes.enter(changeId, hotel.id(), type.id(), seen + 1, hostId, json.write(change));
      return new Changed(seen + 1, nights);
    });
  }

  private static Span span(NightChange change) {
    return new Span(change.from(), change.to().plusDays(1));
  }

  private void refuseOutOfRange(Hotel hotel, NightChange change) {
    var today = hotel.today(clock.now());
    var last = today.plusDays(aheadDays);
    if (change.to().isBefore(change.from())) {
      throw Problem.malformed("malformed", "to: must not be before from");
    }
    if (!change.from().isBefore(today) && !change.to().isAfter(last)) return;
    throw Problem.refused(
            "nights_out_of_range", "Nights from %s to %s may be changed.".formatted(today, last))
        .with("first", today)
        .with("last", last);
  }

  private void refusePrices(Hotel hotel, NightChange change) {
    if (change.planPrices().isEmpty()) return;
    var known = hotels.plans(hotel.id()).stream().map(RatePlan::id).collect(Collectors.toSet());
    for (var price : change.planPrices()) {
      if (!known.contains(price.ratePlanId())) {
        throw Problem.refused("rate_plan_unknown", "The hotel has no such rate plan.")
            .with("rate_plan_id", price.ratePlanId());
      }
      var amount = price.amount();
      if (amount.currency().equals(hotel.currency()) && isPrice(amount.minor())) continue;
      throw Problem.refused(
          "price_refused",
          "A night costs from 1 to 100000000 minor units of %s.".formatted(hotel.currency()));
    }
  }

  private static boolean isPrice(long minor) {
    return minor > 0 && minor <= 100_000_000;
  }

  private Problem changedMeanwhile(Hotel hotel, RoomType type) {
    var version = hotels.type(hotel.id(), type.id()).orElseThrow().calendarVersion();
    return Problem.ofStatus(
            412, "calendar_changed", "The calendar was changed meanwhile; look at it again.")
        .with("version", version);
  }

  private static Problem promised(List<LocalDate> nights) {
    return Problem.conflict(
            "rooms_promised", "In some nights more rooms are promised than there would be.")
        .with("nights", nights.stream().limit(ALL).toList());
  }
}
