package souk.booking.stay.quote;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import souk.booking.stay.calendar.Calendar;
import souk.booking.stay.calendar.Night;
import souk.booking.stay.quote.Refusal.Reason;

/**
 * Whether a stay can be had: every night has rooms for the whole cart and a price for each room,
 * and no rule of the day of arrival or departure stands against it.
 */
public final class Availability {
  private Availability() {}

  /** What stands against the stay, by type and night; nothing when it can be had. */
  public static List<Refusal> refusals(StayWish wish, Calendar calendar) {
    var refusals = new ArrayList<Refusal>();
    wish.roomsByType()
        .forEach((type, rooms) -> {
          for (var night : wish.span().nights()) {
            ofNight(wish, calendar, type, rooms, night).forEach(refusals::add);
          }
          ofRules(wish, calendar, type).forEach(refusals::add);
        });
    return refusals;
  }

  /** Which rules of the days of arrival and departure stand against a stay. */
  public static List<Refusal> ofRules(StayWish wish, Calendar calendar) {
    return wish.types().stream().flatMap(type -> ofRules(wish, calendar, type)).toList();
  }

  /** Stays of the same length that can be had, the nearest first and earlier before later. */
  static List<StayWish> near(
      StayWish wish, Calendar calendar, int daysMax, int countMax, LocalDate first) {
    return IntStream.rangeClosed(1, daysMax)
        .boxed()
        .flatMap(days -> Stream.of(wish.later(-days), wish.later(days)))
        .filter(other -> !other.span().arrival().isBefore(first))
        .filter(other -> refusals(other, calendar).isEmpty())
        .limit(countMax)
        .toList();
  }

  private static Stream<Refusal> ofNight(
      StayWish wish, Calendar calendar, UUID type, int rooms, LocalDate date) {
    var night = calendar.night(type, date).filter(found -> !found.stopSell());
    var priced =
        wish.rooms().stream()
            .filter(room -> room.roomTypeId().equals(type))
            .allMatch(room -> calendar.price(room.ratePlanId(), type, date).isPresent());
    if (night.isEmpty() || !priced) return Stream.of(new Refusal(type, date, Reason.NOT_FOR_SALE));
    return night.get().free() < rooms
        ? Stream.of(new Refusal(type, date, Reason.FULL))
        : Stream.empty();
  }

  private static Stream<Refusal> ofRules(StayWish wish, Calendar calendar, UUID type) {
    var span = wish.span();
    var first = calendar.night(type, span.arrival()).stream();
    // the day of departure is no night of the stay, and may have no row
    var last = calendar.night(type, span.departure()).stream();
    return Stream.concat(
        first.flatMap(night -> ofArrival(night, span.length())),
        last.filter(Night::closedToDeparture)
            .map(night -> refusal(night, Reason.CLOSED_TO_DEPARTURE)));
  }

  private static Stream<Refusal> ofArrival(Night night, int length) {
    var against = new ArrayList<Refusal>();
    if (night.closedToArrival()) against.add(refusal(night, Reason.CLOSED_TO_ARRIVAL));
    if (length < night.minStay()) against.add(refusal(night, Reason.MINIMUM_STAY));
    if (night.maxStay() > 0 && length > night.maxStay()) {
      against.add(refusal(night, Reason.MAXIMUM_STAY));
    }
    return against.stream();
  }

  private static Refusal refusal(Night night, Reason reason) {
    return new Refusal(night.key().roomTypeId(), night.key().night(), reason);
  }
}
