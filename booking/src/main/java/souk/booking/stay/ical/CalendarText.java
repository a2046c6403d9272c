package souk.booking.stay.ical;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/**
 * Writes closed nights as a calendar (RFC 5545): whole days, from the first closed night to the day
 * on which one may arrive again, and nothing about guests. Lines end with CRLF and are folded so
 * that none is longer than 75 octets.
 */
final class CalendarText {
  private static final int OCTETS_MAX = 75;
  private static final String NAMES = "@calendar.souk";
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder();

  private CalendarText() {}

  /**
   * Nights that are closed one after the other.
   *
   * @param untilDay the first day that is not
   * @param sequence how often this was changed
   * @param changedAt since when it is so
   */
  record Event(LocalDate firstNight, LocalDate untilDay, int sequence, Instant changedAt) {}

  /**
   * @param name for whoever shows it
   */
  static String of(String name, UUID roomTypeId, List<Event> events) {
    var calendar = new CalendarText();
    calendar.line("BEGIN:VCALENDAR");
    calendar.line("VERSION:2.0");
    calendar.line("PRODID:-//Souk//Stays//EN");
    calendar.line("CALSCALE:GREGORIAN");
    calendar.line("X-WR-CALNAME:" + escaped(name));
    events.forEach(event -> calendar.event(roomTypeId, event));
    calendar.line("END:VCALENDAR");
    return calendar.text.toString();
  }

  /** How the UIDs end that we give to the nights of a type. */
  static String uidEnd(UUID roomTypeId) {
    return roomTypeId + NAMES;
  }

  private void event(UUID roomTypeId, Event event) {
    line("BEGIN:VEVENT");
    line("UID:" + event.firstNight().format(DAY) + "-" + uidEnd(roomTypeId));
    line("DTSTAMP:" + INSTANT.format(event.changedAt()));
    line("SEQUENCE:" + event.sequence());
    line("DTSTART;VALUE=DATE:" + event.firstNight().format(DAY));
    line("DTEND;VALUE=DATE:" + event.untilDay().format(DAY));
    line("SUMMARY:Not available");
    line("TRANSP:OPAQUE");
    line("END:VEVENT");
  }

  /** As RFC 5545 wants it of text (3.3.11). */
  static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replaceAll("\\R", "\\\\n")
        .replaceAll("\\p{Cntrl}", "");
  }

  /** Never within a character, which may have several octets. */
  private void line(String content) {
    var octets = 0;
    for (var at = 0; at < content.length(); at = content.offsetByCodePoints(at, 1)) {
      var character = Character.toString(content.codePointAt(at));
      var length = character.getBytes(StandardCharsets.UTF_8).length;
      if (octets + length > OCTETS_MAX) {
        text.append("\r\n ");
        octets = 1;
      }
      text.append(character);
      octets += length;
    }
    text.append("\r\n");
  }
}
