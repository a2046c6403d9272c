package souk.booking.stay.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.Guest;

/** Closed nights are told to whoever knows the secret, and close the same nights elsewhere. */
class CalendarLinkTest {
  private static final ZoneId MONACO = ZoneId.of("Europe/Monaco");
  private static final int HOTELS = Integer.getInteger("souk.test.calendars", 12);

  private static Site site;
  private static BookingNode node;

  @BeforeAll
  static void start() {
    site = Site.open("http://127.0.0.1:1");
    node = BookingNode.start(site, BookingNode.API_ONLY);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void itTellsWhatIsClosedAndNothingOfGuests() {
    var hotel = new FeedHotel(site, node, 1);
    var link = hotel.link();
    assertThat(events(hotel, link)).isEmpty();
    hotel.held(DAY.plusDays(3));
    hotel.held(DAY.plusDays(4));
    hotel.hotel.set(hotel.type, DAY.plusDays(5), DAY.plusDays(5), Map.of("stop_sell", true));
    hotel.hotel.set(hotel.type, DAY.plusDays(7), DAY.plusDays(7), Map.of("blocked", 1));

    var answer = hotel.read(link);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .isEqualToIgnoringCase("text/calendar;charset=utf-8");
    assertThat(events(hotel, link))
        .containsExactly(DAY.plusDays(3), DAY.plusDays(4), DAY.plusDays(5), DAY.plusDays(7));
    assertThat(answer.body()).contains("X-WR-CALNAME:Grand – Double").doesNotContain("Rita");
  }

  @Test
  void aHoldThatHasLapsedClosesNothing() {
    var hotel = new FeedHotel(site, node, 1);
    var link = hotel.link();
    var stay = hotel.held(DAY);
    assertThat(events(hotel, link)).containsExactly(DAY);
    site.sql("UPDATE booking.stay SET expires_at = clock_timestamp() WHERE id = ?", stay);
    assertThat(events(hotel, link)).isEmpty();
  }

  /** What was never opened lies between, or has no price; what comes after is not decided. */
  @Test
  void whatIsNotForSaleIsClosedUpToTheLastNightThatWasOpened() {
    var hotel = new FeedHotel(site, node);
    var link = hotel.link();
    assertThat(events(hotel, link)).isEmpty();
    hotel.hotel.sell(hotel.type, hotel.plan, DAY, 2, 1, 10_000);
    hotel.hotel.sell(hotel.type, hotel.plan, DAY.plusDays(4), 1, 1, 10_000);
    hotel.hotel.set(hotel.type, DAY.plusDays(5), DAY.plusDays(5), Map.of("total", 2));
    assertThat(events(hotel, link))
        .containsExactly(DAY.plusDays(2), DAY.plusDays(3), DAY.plusDays(5));
  }

  @Test
  void anEventKeepsItsNameAndItsChangesAreNumbered() {
    var hotel = new FeedHotel(site, node, 1);
    var link = hotel.link();
    hotel.held(DAY);
    var first = hotel.read(link).body();
    assertThat(hotel.read(link).body()).isEqualTo(first);
    hotel.held(DAY.plusDays(1));
    var second = hotel.read(link).body();

    assertThat(line(second, "UID")).isEqualTo(line(first, "UID"));
    assertThat(line(first, "SEQUENCE")).isEqualTo("SEQUENCE:0");
    assertThat(line(second, "SEQUENCE")).isEqualTo("SEQUENCE:1");
    assertThat(line(second, "DTEND")).isNotEqualTo(line(first, "DTEND"));
  }

  private static String line(String text, String name) {
    return text.lines().filter(line -> line.startsWith(name)).findFirst().orElseThrow();
  }

  @Test
  void whoHasItAlreadyIsToldSo() {
    var hotel = new FeedHotel(site, node, 1);
    var link = hotel.link();
    var tag = hotel.read(link).headers().firstValue("ETag").orElseThrow();
    var again = hotel.read(link, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    hotel.held(DAY);
    assertThat(hotel.read(link, "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void aRenewedSecretEndsTheOldOne() {
    var hotel = new FeedHotel(site, node, 1);
    refused(hotel.call("GET", "calendar-link", ""), 404, "not_found");
    var old = hotel.link();
    var link = hotel.link();
    assertThat(hotel.read(old).statusCode()).isEqualTo(404);
    assertThat(hotel.read(link).statusCode()).isEqualTo(200);
    answered(hotel.call("GET", "calendar-link", ""), 200);
    assertThat(
            site.count(
                "SELECT count(*) FROM booking.calendar_link WHERE room_type_id = ?", hotel.type))
        .isEqualTo(1);
    assertThat(hotel.call("DELETE", "calendar-link", "").statusCode()).isEqualTo(204);
    assertThat(hotel.read(link).statusCode()).isEqualTo(404);
    assertThat(hotel.read(CalendarController.PATH + "?key=x").statusCode()).isEqualTo(404);
    assertThat(hotel.read(CalendarController.PATH).statusCode()).isEqualTo(400);
    assertThat(link).as("logs and traces have paths").startsWith(CalendarController.PATH + "?");
  }

  /** Else two who follow each other would keep a night closed for ever. */
  @Test
  void whoClosedANightNeedNotHearItBack() {
    var hotel = new FeedHotel(site, node, 2);
    var link = hotel.link();
    var feed = hotel.feed((Integer) null);
    hotel.send(feed, DAY, DAY.plusDays(1));
    hotel.hotel.set(hotel.type, DAY.plusDays(1), DAY.plusDays(1), Map.of("stop_sell", true));
    assertThat(events(hotel, link)).containsExactly(DAY, DAY.plusDays(1));
    assertThat(events(hotel, link + "&without=" + feed)).containsExactly(DAY.plusDays(1));
    refused(hotel.read(link + "&without=" + UUID.randomUUID()), 400, "feed_unknown");
    assertThat(hotel.read(link + "&without=x").statusCode()).isEqualTo(400);
  }

  /** What one calendar has taken keeps none of what another wants from being told. */
  @Test
  void whatAnotherWantsIsToldToWhoClosedItFirst() {
    var hotel = new FeedHotel(site, node, 2);
    var link = hotel.link();
    var first = hotel.feed((Integer) null);
    var second = hotel.feed((Integer) null);
    hotel.send(first, DAY, DAY.plusDays(1));
    hotel.send(second, DAY);
    assertThat(events(hotel, link + "&without=" + first)).containsExactly(DAY);
    assertThat(events(hotel, link + "&without=" + second)).containsExactly(DAY, DAY.plusDays(1));
  }

  /** Random hotels around the year's end and the days on which clocks are changed. */
  @Test
  void whatIsToldClosesTheSameNightsInAnEmptyHotel() {
    for (int seed = 0; seed < HOTELS; seed++) {
      var random = new Random(seed);
      var from = starts().get(seed % starts().size());
      var told = new FeedHotel(site, node);
      told.hotel.sell(told.type, told.plan, from, 14, 1 + random.nextInt(2), 10_000);
      close(told, from, random);
      var empty = new FeedHotel(site, node);
      empty.hotel.sell(empty.type, empty.plan, from, 14, 1 + random.nextInt(5), 10_000);

      empty.send(empty.feed((Integer) null), told.read(told.link()).body());

      assertThat(empty.closed()).as("seed %d from %s", seed, from).isEqualTo(unsold(told));
      empty.assertClean();
    }
  }

  private static List<LocalDate> starts() {
    var soon = Instant.now().atZone(MONACO).toLocalDate().plusDays(10);
    var year = LocalDate.of(soon.getYear(), 12, 26);
    var rules = MONACO.getRules();
    var change = rules.nextTransition(soon.plusDays(8).atStartOfDay(MONACO).toInstant());
    var next = rules.nextTransition(change.getInstant());
    var starts = new ArrayList<LocalDate>();
    starts.add(year.isBefore(soon) ? year.plusYears(1) : year);
    starts.add(change.getDateTimeBefore().toLocalDate().minusDays(7));
    starts.add(next.getDateTimeBefore().toLocalDate().minusDays(7));
    return starts;
  }

  private static void close(FeedHotel hotel, LocalDate from, Random random) {
    for (int night = 0; night < 14; night++) {
      var date = from.plusDays(night);
      switch (random.nextInt(5)) {
        case 0 -> hotel.hotel.set(hotel.type, date, date, Map.of("stop_sell", true));
        case 1 -> hotel.hotel.set(hotel.type, date, date, Map.of("total", 0));
        case 2 -> new Guest(node).held(hotel.hotel, hotel.plan, date, 1, hotel.type);
        default -> {}
      }
    }
  }

  /** What a guest is refused who asks for one night, which is decided elsewhere. */
  private static List<LocalDate> unsold(FeedHotel hotel) {
    var nights = new TreeSet<LocalDate>();
    site.rows("SELECT night FROM booking.room_night WHERE room_type_id = ?", hotel.type)
        .forEach(row -> nights.add(LocalDate.parse(row.get("night"))));
    nights.removeIf(night -> hotel.asked(night) == 201);
    return List.copyOf(nights);
  }

  private static List<LocalDate> events(FeedHotel hotel, String link) {
    var today = LocalDate.now(MONACO);
    try {
      return List.copyOf(
          TakenNights.of(hotel.read(link).body(), MONACO, today, today.plusDays(732), "nobody"));
    } catch (UnreadableCalendar unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
