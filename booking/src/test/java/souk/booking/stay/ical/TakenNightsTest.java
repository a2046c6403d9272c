package souk.booking.stay.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a calendar says is taken, as others write it and as we do. */
class TakenNightsTest {
  private static final UUID TYPE = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final ZoneId MONACO = ZoneId.of("Europe/Monaco");

  /** In winter 2026; clocks go forward on 28 March 2027 and back on 31 October. */
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 20);

  private static final LocalDate LAST = FIRST.plusDays(732);

  @Property(tries = 300)
  void whatIsToldIsTaken(
      @ForAll("nights") @Size(max = 120) Set<LocalDate> nights, @ForAll("zones") ZoneId zone)
      throws UnreadableCalendar {
    var text = CalendarText.of("Grand", TYPE, runs(nights));
    assertThat(TakenNights.of(text, zone, FIRST, LAST, CalendarText.uidEnd(UUID.randomUUID())))
        .containsExactlyElementsOf(new TreeSet<>(nights));
  }

  /** The control: were the last day a night too, as some write it, the property would see it. */
  @Test
  void aDayTooManyWouldBeFound() throws UnreadableCalendar {
    var night = LocalDate.of(2026, 12, 31);
    var event = new CalendarText.Event(night, night.plusDays(2), 0, Instant.EPOCH);
    assertThat(nights(CalendarText.of("Grand", OTHER, List.of(event))))
        .containsExactly(night, night.plusDays(1));
  }

  @Property(tries = 200)
  void noLineIsLongerThan75OctetsAndNoneIsLost(@ForAll String name) throws Exception {
    var text = CalendarText.of(name, OTHER, runs(Set.of(FIRST)));
    assertThat(text).endsWith("\r\n");
    for (var line : text.split("\r\n")) {
      assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
      assertThat(line).doesNotContain("\n").doesNotContain("\r");
    }
    assertThat(text.replace("\r\n ", ""))
        .contains("X-WR-CALNAME:" + CalendarText.escaped(name) + "\r\n");
    assertThat(nights(text)).containsExactly(FIRST);
  }

  @Test
  void anEventIsWrittenAsTheStandardWantsIt() {
    var event =
        new CalendarText.Event(
            LocalDate.of(2026, 12, 30),
            LocalDate.of(2027, 1, 2),
            3,
            Instant.parse("2026-11-23T20:00:00.5Z"));
    assertThat(CalendarText.of("A, B; C\\D\nE", TYPE, List.of(event)).lines())
        .containsExactly(
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Souk//Stays//EN",
            "CALSCALE:GREGORIAN",
            "X-WR-CALNAME:A\\, B\\; C\\\\D\\nE",
            "BEGIN:VEVENT",
            "UID:20261230-" + TYPE + "@calendar.souk",
            "DTSTAMP:20261123T200000Z",
            "SEQUENCE:3",
            "DTSTART;VALUE=DATE:20261230",
            "DTEND;VALUE=DATE:20270102",
            "SUMMARY:Not available",
            "TRANSP:OPAQUE",
            "END:VEVENT",
            "END:VCALENDAR");
  }

  @Test
  void timesAreThoseOfTheHotelsClock() throws UnreadableCalendar {
    // 23:30 in Monaco, and 11:00 there two days later
    assertThat(nights(event("DTSTART:20270327T223000Z", "DTEND:20270329T090000Z")))
        .containsExactly(LocalDate.of(2027, 3, 27), LocalDate.of(2027, 3, 28));
    assertThat(
            nights(
                event(
                    "DTSTART;TZID=America/New_York:20271030T190000",
                    "DTEND;TZID=America/New_York:20271031T030000")))
        .as("one in the morning of the 31st until nine")
        .containsExactly(LocalDate.of(2027, 10, 31));
    assertThat(nights(event("DTSTART:20270101T150000", "DTEND:20270103T110000")))
        .containsExactly(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 2));
    assertThat(nights(event("DTSTART;TZID=Nowhere:20270101T150000", "DURATION:P1DT20H")))
        .containsExactly(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 1, 2));
  }

  @Test
  void whatHasNoEndTakesItsNight() throws UnreadableCalendar {
    assertThat(nights(event("DTSTART;VALUE=DATE:20261231"))).hasSize(1);
    assertThat(nights(event("DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20261231")))
        .hasSize(1);
    assertThat(nights(event("DTSTART:20261231T100000", "DTEND:20261231T110000"))).hasSize(1);
    assertThat(nights(event("DTSTART;VALUE=DATE:20261231", "DURATION:P3D"))).hasSize(3);
  }

  @Test
  void whatComesAgainIsTakenEachTime() throws UnreadableCalendar {
    var weekly =
        event(
            "DTSTART;VALUE=DATE:20261226",
            "DTEND;VALUE=DATE:20261228",
            "RRULE:FREQ=WEEKLY;COUNT=3",
            "EXDATE;VALUE=DATE:20270102");
    assertThat(nights(weekly))
        .containsExactly(
            LocalDate.of(2026, 12, 26),
            LocalDate.of(2026, 12, 27),
            LocalDate.of(2027, 1, 9),
            LocalDate.of(2027, 1, 10));
    var endless = event("DTSTART;TZID=Europe/Monaco:20200101T180000", "RRULE:FREQ=DAILY");
    assertThat(nights(endless)).hasSize(733);
  }

  @Test
  void whatTakesNoTimeAndWhatWeToldOurselvesIsPassedOver() throws UnreadableCalendar {
    assertThat(nights(event("DTSTART;VALUE=DATE:20261231", "STATUS:CANCELLED"))).isEmpty();
    assertThat(nights(event("DTSTART;VALUE=DATE:20261231", "TRANSP:TRANSPARENT"))).isEmpty();
    assertThat(nights(event("DTSTART;VALUE=DATE:20261231", "STATUS:TENTATIVE"))).hasSize(1);
    var own = event("UID:20261231-" + CalendarText.uidEnd(TYPE), "DTSTART;VALUE=DATE:20261231");
    assertThat(nights(own)).isEmpty();
    assertThat(TakenNights.of(own, MONACO, FIRST, LAST, CalendarText.uidEnd(UUID.randomUUID())))
        .hasSize(1);
  }

  /** A zone is known by its name: what is said of it here would take an hour to follow. */
  @Test
  void rulesOfZonesAreNotFollowed() throws UnreadableCalendar {
    var zone =
        "BEGIN:VTIMEZONE\r\nTZID:Mine\r\nBEGIN:STANDARD\r\nDTSTART:00010101T000000\r\n"
            + "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=DAILY\r\nEND:STANDARD\r\n"
            + "END:VTIMEZONE\r\n";
    var text = event("DTSTART;TZID=Mine:20261231T180000", "DTEND;TZID=Mine:20270101T100000");
    assertThat(nights(text.replaceFirst("BEGIN:VEVENT", zone + "BEGIN:VEVENT"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DTSTART:banana",
        "DTSTART;VALUE=DATE:20270230",
        "DTSTART;VALUE=DATE:20270110\r\nDTEND;VALUE=DATE:20270101",
        "DTSTART;VALUE=DATE:20270110\r\nDTEND:soon",
        "DTSTART;VALUE=DATE:20270110\r\nDURATION:long",
        "SUMMARY:no time at all",
      })
  void anEventThatSaysNoTimeSpoilsTheCalendar(String lines) {
    unreadable(event(lines), "event_unreadable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECONDLY", "MINUTELY", "HOURLY"})
  void whatComesAgainTooOftenIsRefused(String often) {
    unreadable(event("DTSTART:20200101T000000", "RRULE:FREQ=" + often), "event_too_often");
    var folded = "RRULE:FREQ=" + often.charAt(0) + "\r\n " + often.substring(1);
    unreadable(event("DTSTART:20200101T000000", folded), "event_too_often");
  }

  @Test
  void whatIsCutOffOpensNothing() {
    var whole = event("DTSTART;VALUE=DATE:20261231");
    unreadable(whole.substring(0, whole.length() - 10), "calendar_cut_off");
    unreadable("", "calendar_missing");
    unreadable("<html>Sign in</html>", "calendar_missing");
    var many = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261231\r\nEND:VEVENT\r\n".repeat(5_001);
    unreadable("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + many + "END:VCALENDAR", "calendar_too_large");
  }

  @Test
  void aZoneWithoutAnEndOpensNothing() {
    var event = event("DTSTART;VALUE=DATE:20270101").replace("BEGIN:VEVENT", "BEGIN:VTIMEZONE");
    unreadable(event, "calendar_cut_off");
  }

  /** Its exceptions leave nothing of it, and whoever waits for its first night waits for ever. */
  @Test
  void aRuleThatTakesItselfAwayIsRefused() {
    unreadable(
        event("DTSTART;VALUE=DATE:20270101", "RRULE:FREQ=DAILY", "EXRULE:FREQ=DAILY"),
        "event_unreadable");
  }

  @Test
  void aLineIsUnfoldedHoweverItWasBroken() {
    for (var fold : List.of("\r\n ", "\n\t", "\r ")) {
      var often = "RRULE:FREQ=SEC" + fold + "ONDLY";
      unreadable(event("DTSTART:20200101T000000", often), "event_too_often");
    }
  }

  private static void unreadable(String text, String code) {
    assertThatThrownBy(() -> nights(text))
        .isInstanceOfSatisfying(
            UnreadableCalendar.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static Collection<LocalDate> nights(String text) throws UnreadableCalendar {
    return TakenNights.of(text, MONACO, FIRST, LAST, CalendarText.uidEnd(TYPE));
  }

  private static String event(String... lines) {
    return List.of(lines).stream()
        .collect(
            Collectors.joining(
                "\r\n",
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n",
                "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"));
  }

  private static List<CalendarText.Event> runs(Set<LocalDate> nights) {
    var runs = new ArrayList<CalendarText.Event>();
    for (var night : new TreeSet<>(nights)) {
      var before = runs.isEmpty() ? null : runs.getLast();
      var from = night;
      if (before != null && before.untilDay().equals(night)) {
        from = runs.removeLast().firstNight();
      }
      runs.add(new CalendarText.Event(from, night.plusDays(1), 0, Instant.EPOCH));
    }
    return runs;
  }

  @Provide
  Arbitrary<Set<LocalDate>> nights() {
    var any = Arbitraries.integers().between(0, 732).map(FIRST::plusDays);
    var year = Arbitraries.integers().between(-5, 5).map(LocalDate.of(2026, 12, 31)::plusDays);
    var spring = Arbitraries.integers().between(-5, 5).map(LocalDate.of(2027, 3, 28)::plusDays);
    var autumn = Arbitraries.integers().between(-5, 5).map(LocalDate.of(2027, 10, 31)::plusDays);
    return Arbitraries.oneOf(any, year, spring, autumn).set().ofMaxSize(120);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "Europe/Monaco", "America/Sao_Paulo", "Asia/Beirut", "Pacific/Apia", "UTC")
        .map(ZoneId::of);
  }
}
