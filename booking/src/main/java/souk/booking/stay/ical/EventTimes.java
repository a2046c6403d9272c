package souk.booking.stay.ical;

import biweekly.component.VEvent;
import biweekly.io.TimezoneInfo;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.util.DateTimeComponents;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * When an event begins, on the hotel's calendar, and how many nights it takes. From one day to
 * another it takes the nights between them, and on one day that day's night: who is not gone by the
 * evening is taken to stay.
 *
 * @param zone of its own, where it names one that is known; without it its times are those of the
 *     hotel's clock
 */
record EventTimes(LocalDate first, long nights, ZoneId hotel, @Nullable ZoneId zone) {
  static EventTimes of(VEvent event, TimezoneInfo zones, ZoneId hotel) {
    var start = event.getDateStart();
    var zone = zone(start, zones);
    var begins = onTheHotelsClock(start, zone, hotel);
    var ends = end(event, zones, hotel, begins);
    if (ends.isBefore(begins)) throw new IllegalArgumentException("ends before it begins");
    var days = ChronoUnit.DAYS.between(begins.toLocalDate(), ends.toLocalDate());
    return new EventTimes(begins.toLocalDate(), Math.max(1, days), hotel, zone);
  }

  private static LocalDateTime end(
      VEvent event, TimezoneInfo zones, ZoneId hotel, LocalDateTime begins) {
    var end = event.getDateEnd();
    if (end != null) return onTheHotelsClock(end, zone(end, zones), hotel);
    var lasts = event.getDuration();
    if (lasts == null) return begins;
    var seconds = (lasts.getValue().toMillis() + 999) / 1_000;
    return begins.plusSeconds(seconds);
  }

  /** The first nights of all its occurrences, in order; they may be without end. */
  Iterator<LocalDate> starts(VEvent event) {
    if (event.getRecurrenceRule() == null && event.getRecurrenceDates().isEmpty()) {
      return List.of(first).iterator();
    }
    // what has no zone was read, and is counted, on the clock of this process
    var counted = zone == null ? ZoneId.systemDefault() : zone;
    var shown = zone == null ? counted : hotel;
    var dates = event.getDateIterator(TimeZone.getTimeZone(counted));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return dates.hasNext();
      }

      @Override
      public LocalDate next() {
        return dates.next().toInstant().atZone(shown).toLocalDate();
      }
    };
  }

  private static LocalDateTime onTheHotelsClock(
      DateOrDateTimeProperty property, @Nullable ZoneId zone, ZoneId hotel) {
    var said = Objects.requireNonNull(property.getValue()).getRawComponents();
    var local = local(Objects.requireNonNull(said));
    if (zone == null) return local;
    return local.atZone(zone).withZoneSameInstant(hotel).toLocalDateTime();
  }

  private static LocalDateTime local(DateTimeComponents said) {
    var date = LocalDate.of(said.getYear(), said.getMonth(), said.getDate());
    // a leap second is the last one of its minute
    return said.hasTime()
        ? date.atTime(said.getHour(), said.getMinute(), Math.min(59, said.getSecond()))
        : date.atStartOfDay();
  }

  private static @Nullable ZoneId zone(DateOrDateTimeProperty property, TimezoneInfo zones) {
    var value = Objects.requireNonNull(property).getValue();
    if (!value.hasTime()) return null;
    if (value.getRawComponents().isUtc()) return ZoneId.of("UTC");
    var known = zones.getTimezone(property);
    return known == null ? null : known.getTimeZone().toZoneId();
  }
}
