package souk.booking.stay.ical;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;
import biweekly.property.ExceptionRule;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which nights a calendar (RFC 5545) says are taken: those of its events, unless they are cancelled
 * or leave their time free. All of it is read or nothing: a night is never opened because part of a
 * calendar was lost on its way.
 */
final class TakenNights {
  private static final int EVENTS_MAX = 5_000;
  private static final Pattern TOO_OFTEN =
      Pattern.compile("(?im)^(RRULE|EXRULE)\\b[^\\n]*FREQ=(SECONDLY|MINUTELY|HOURLY)");

  /** A long line goes on behind a break and a blank. */
  private static final Pattern FOLD = Pattern.compile("(\\r\\n?|\\n)[ \\t]");

  /** What an event says with these must be understood. */
  private static final Set<String> TIMES =
      Set.of("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE");

  private final ZoneId zone;
  private final LocalDate first;
  private final LocalDate last;
  private final String ours;
  private final NavigableSet<LocalDate> nights = new TreeSet<>();
  private int occurrences;

  private TakenNights(ZoneId zone, LocalDate first, LocalDate last, String ours) {
    this.zone = zone;
    this.first = first;
    this.last = last;
    this.ours = ours;
  }

  /**
   * @param zone the hotel's, whose clock counts where a time names no zone
   * @param first the first night that is wanted
   * @param last the last one
   * @param ours events whose UID ends so were told by us, and say nothing new
   */
  static NavigableSet<LocalDate> of(
      String text, ZoneId zone, LocalDate first, LocalDate last, String ours)
      throws UnreadableCalendar {
    var taken = new TakenNights(zone, first, last, ours);
    for (var calendar : calendars(text)) taken.add(calendar);
    return taken.nights;
  }

  private static List<ICalendar> calendars(String text) throws UnreadableCalendar {
    var marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    var plain = FOLD.matcher(marked.strip()).replaceAll("");
    refuseCutOff(plain);
    if (TOO_OFTEN.matcher(plain).find()) throw tooOften();
    var calendars = new ArrayList<ICalendar>();
    try (var reader = new ICalReader(withoutZones(plain))) {
      for (var next = reader.readNext(); next != null; next = reader.readNext()) {
        calendars.add(next);
      }
    } catch (IOException | RuntimeException failure) {
      throw new UnreadableCalendar("calendar_unreadable", "It could not be read.");
    }
    return calendars;
  }

  private static void refuseCutOff(String text) throws UnreadableCalendar {
    if (!text.regionMatches(true, 0, "BEGIN:VCALENDAR", 0, 15)) {
      throw new UnreadableCalendar("calendar_missing", "There is no calendar at the address.");
    }
    var end = "END:VCALENDAR";
    if (text.regionMatches(true, text.length() - end.length(), end, 0, end.length())) return;
    throw new UnreadableCalendar("calendar_cut_off", "The calendar has no end.");
  }

  /** Zones are known by their names; rules that somebody else made up need not be followed. */
  private static String withoutZones(String text) throws UnreadableCalendar {
    var kept = new StringBuilder(text.length());
    var inside = false;
    for (var line : text.lines().toList()) {
      var word = line.strip();
      inside |= word.equalsIgnoreCase("BEGIN:VTIMEZONE");
      if (!inside) kept.append(line).append("\r\n");
      inside &= !word.equalsIgnoreCase("END:VTIMEZONE");
    }
    if (inside) throw new UnreadableCalendar("calendar_cut_off", "A time zone has no end.");
    return kept.toString();
  }

  private void add(ICalendar calendar) throws UnreadableCalendar {
    if (calendar.getEvents().size() > EVENTS_MAX) {
      throw new UnreadableCalendar(
          "calendar_too_large", "It has more than %d events.".formatted(EVENTS_MAX));
    }
    for (var event : calendar.getEvents()) {
      if (takesTime(event)) add(calendar, event);
    }
  }

  private boolean takesTime(VEvent event) {
    if (event.getUid() != null && String.valueOf(event.getUid().getValue()).endsWith(ours)) {
      return false;
    }
    var cancelled = event.getStatus() != null && event.getStatus().isCancelled();
    var free = event.getTransparency() != null && event.getTransparency().isTransparent();
    return !cancelled && !free;
  }

  private void add(ICalendar calendar, VEvent event) throws UnreadableCalendar {
    for (var raw : event.getExperimentalProperties()) {
      if (TIMES.contains(raw.getName().toUpperCase(Locale.ROOT))) throw unreadable();
    }
    // a rule that takes away all that another brings would be followed for ever
    if (!event.getProperties(ExceptionRule.class).isEmpty()) throw unreadable();
    try {
      var times = EventTimes.of(event, calendar.getTimezoneInfo(), zone);
      var starts = times.starts(event);
      while (starts.hasNext()) {
        var start = starts.next();
        if (start.isAfter(last)) return;
        if (++occurrences > EVENTS_MAX * 2) throw tooOften();
        close(start, times.nights());
      }
    } catch (RuntimeException failure) {
      throw unreadable();
    }
  }

  private void close(LocalDate start, long count) {
    var from = start.isBefore(first) ? first : start;
    var until = start.plusDays(count);
    var end = until.isAfter(last) ? last.plusDays(1) : until;
    if (from.isBefore(end)) from.datesUntil(end).forEach(nights::add);
  }

  private static UnreadableCalendar unreadable() {
    return new UnreadableCalendar("event_unreadable", "The times of an event could not be read.");
  }

  private static UnreadableCalendar tooOften() {
    return new UnreadableCalendar("event_too_often", "An event comes again too often.");
  }
}
