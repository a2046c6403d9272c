package souk.booking.stay.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.SomeHotel;

/** A calendar of others closes nights here, takes nothing from guests, and opens them again. */
class CalendarFeedTest {
  private static final LocalDate SECOND = DAY.plusDays(1);
  private static final LocalDate THIRD = DAY.plusDays(2);

  private static Site site;
  private static BookingNode node;

  private FeedHotel hotel;

  @BeforeAll
  static void start() {
    site = Site.open("http://127.0.0.1:1");
    node = BookingNode.start(site, BookingNode.API_ONLY);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void aHotelWithThreeRooms() {
    hotel = new FeedHotel(site, node, 3);
  }

  @AfterEach
  void countersAreRight() {
    hotel.assertClean();
  }

  @Test
  void whatIsTakenElsewhereIsNotSoldHereUntilItIsFreeAgain() {
    var feed = hotel.feed((Integer) null);
    assertThat(hotel.send(feed, DAY, THIRD).get("nights").asInt()).isEqualTo(2);
    assertThat(hotel.closed()).containsExactly(DAY, THIRD);
    assertThat(hotel.asked(DAY)).isEqualTo(409);
    assertThat(hotel.asked(SECOND)).isEqualTo(201);

    hotel.send(feed, THIRD);
    assertThat(hotel.closed()).containsExactly(THIRD);
    assertThat(hotel.asked(DAY)).isEqualTo(201);
    hotel.send(feed);
    assertThat(hotel.closed()).isEmpty();
  }

  @Test
  void theSameAgainChangesNothing() {
    var feed = hotel.feed((Integer) null);
    hotel.send(feed, DAY);
    var entries = ledger();
    hotel.send(feed, DAY);
    assertThat(ledger()).isEqualTo(entries);
  }

  private int ledger() {
    return site.count(
        "SELECT count(*) FROM booking.inventory_ledger WHERE room_type_id = ?", hotel.type);
  }

  @Test
  void roomsOfGuestsAreNotTakenAndTheHostIsTold() {
    hotel.held(SECOND);
    var feed = hotel.feed((Integer) null);
    var shown = hotel.send(feed, DAY, SECOND);
    assertThat(FeedHotel.conflicts(shown)).containsExactly(SECOND.toString());
    assertThat(shown.path("conflicts").path(0).path("rooms").asInt()).isEqualTo(1);
    assertThat(hotel.count(SECOND, "held")).isEqualTo(1);
    assertThat(hotel.count(SECOND, "imported")).isEqualTo(2);
    assertThat(events(feed)).containsExactly("calendar_feed.conflicting");

    hotel.send(feed, DAY, SECOND);
    assertThat(events(feed)).as("told once").hasSize(1);
    hotel.held(DAY.plusDays(5));
    hotel.send(feed, DAY, SECOND, DAY.plusDays(5));
    assertThat(events(feed)).as("and of what is new").hasSize(2);
  }

  private static List<String> events(UUID feed) {
    return site.rows("SELECT type FROM booking.history WHERE aggregate_id = ?", feed).stream()
        .map(row -> row.get("type"))
        .toList();
  }

  /** One of three rooms is sold elsewhere: a room less, no conflict while one is free. */
  @Test
  void aCalendarMayTakeSomeRoomsOnly() {
    hotel.held(DAY);
    var feed = hotel.feed(1);
    assertThat(FeedHotel.conflicts(hotel.send(feed, DAY))).isEmpty();
    assertThat(hotel.count(DAY, "imported")).isEqualTo(1);
    assertThat(hotel.asked(DAY)).isEqualTo(201);
    hotel.held(DAY);
    assertThat(hotel.asked(DAY)).isEqualTo(409);
    var other = hotel.feed(1);
    assertThat(FeedHotel.conflicts(hotel.send(other, DAY))).containsExactly(DAY.toString());
    hotel.send(feed);
    assertThat(FeedHotel.conflicts(hotel.shown(other))).as("what one gives up").isEmpty();
    assertThat(hotel.count(DAY, "imported")).isEqualTo(1);
  }

  @Test
  void eachCalendarHasItsOwnBlocks() {
    var one = hotel.feed((Integer) null);
    var other = hotel.feed(2);
    hotel.send(one, DAY);
    hotel.send(other, DAY, SECOND);
    assertThat(hotel.count(DAY, "imported")).isEqualTo(3);
    assertThat(hotel.count(SECOND, "imported")).isEqualTo(2);
    assertThat(hotel.call("DELETE", "feeds/" + one, "").statusCode()).isEqualTo(204);
    refused(hotel.call("GET", "feeds/" + one, ""), 404, "not_found");
    assertThat(hotel.count(DAY, "imported")).isEqualTo(2);
    assertThat(hotel.call("DELETE", "feeds/" + other, "").statusCode()).isEqualTo(204);
    assertThat(hotel.closed()).isEmpty();
    assertThat(hotel.count(DAY, "imported")).isZero();
  }

  /** What the host changes and what others take do not overwrite one another. */
  @Test
  void theHostsOwnBlocksAreHisOwn() {
    var feed = hotel.feed(1);
    hotel.send(feed, DAY);
    hotel.hotel.set(hotel.type, DAY, DAY, Map.of("blocked", 1));
    assertThat(hotel.count(DAY, "blocked")).isEqualTo(2);
    var night = hotel.hotel.nights(hotel.type, DAY, DAY).path("nights").path(0);
    assertThat(night.path("blocked").asInt()).isEqualTo(1);
    assertThat(night.path("imported").asInt()).isEqualTo(1);
    hotel.send(feed);
    assertThat(hotel.count(DAY, "blocked")).isEqualTo(1);
  }

  @Test
  void roomsThatTheHostAddsAreTakenTooAtOnce() {
    var after = DAY.plusDays(FeedHotel.NIGHTS);
    var feed = hotel.feed((Integer) null);
    hotel.send(feed, DAY, after);
    hotel.hotel.set(hotel.type, DAY, DAY, Map.of("total", 5, "overbooking", 1));
    assertThat(hotel.count(DAY, "imported")).isEqualTo(6);
    hotel.hotel.sell(hotel.type, hotel.plan, after, 1, 2, 10_000);
    assertThat(hotel.closed()).containsExactly(DAY, after);
  }

  /** Blocks of others are no promise: they do not keep a host from having fewer rooms. */
  @Test
  void roomsThatTheHostTakesAwayAreNotRefusedForThem() {
    var feed = hotel.feed((Integer) null);
    hotel.send(feed, DAY);
    hotel.hotel.set(hotel.type, DAY, DAY, Map.of("total", 1));
    assertThat(hotel.count(DAY, "imported")).isEqualTo(1);
    assertThat(hotel.closed()).containsExactly(DAY);
    hotel.held(SECOND);
    var none = SomeHotel.terms(DAY, SECOND, Map.of("total", 0));
    var answer = hotel.hotel.change(hotel.type, hotel.hotel.version(hotel.type), none);
    refused(answer, 409, "rooms_promised");
    assertThat(hotel.count(DAY, "imported")).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadChangesNothing() {
    var feed = hotel.feed((Integer) null);
    hotel.send(feed, DAY);
    for (var text :
        List.of(
            "banana",
            FeedHotel.calendar(List.of(SECOND)).replace("END:VCALENDAR", ""),
            FeedHotel.calendar(List.of(SECOND)).replace("DTSTART;VALUE=DATE:2", "DTSTART:x"))) {
      assertThat(hotel.sent(feed, text).statusCode()).as(text).isEqualTo(422);
    }
    assertThat(hotel.sent(feed, "").statusCode()).isEqualTo(400);
    assertThat(hotel.closed()).containsExactly(DAY);
  }

  @Test
  void badWishesAreRefusedByName() {
    for (var body :
        List.of(
            "{}",
            "{\"name\": \"\"}",
            "{\"name\": \"A\", \"rooms\": 0}",
            "{\"name\": \"A\", \"rooms\": 10001}",
            "{\"name\": \"A\\u0000\"}",
            "[]",
            "banana")) {
      assertThat(hotel.call("POST", "feeds", body).statusCode()).as(body).isEqualTo(400);
    }
    for (var url :
        List.of("http://example.org/a.ics", "https://127.0.0.1:1/", "x", "https://a b")) {
      var body = "{\"name\": \"A\", \"url\": \"%s\"}".formatted(url);
      refused(hotel.call("POST", "feeds", body), 422, "address_refused");
    }
    IntStream.range(0, 10).forEach(_ -> hotel.feed(1));
    refused(hotel.call("POST", "feeds", "{\"name\": \"A\"}"), 422, "too_many_feeds");
  }

  @Test
  void nobodyElseHasThem() {
    var feed = hotel.feed((Integer) null);
    var stranger = UUID.randomUUID();
    var api = new ApiCalls(node);
    for (var below : List.of("feeds", "feeds/" + feed, "calendar-link")) {
      refused(api.get(stranger, "HOST", hotel.path(below)), 404, "not_found");
      assertThat(api.get(hotel.hotel.host, "CUSTOMER", hotel.path(below)).statusCode())
          .isEqualTo(403);
    }
    var other = new FeedHotel(site, node, 1);
    refused(other.call("GET", "feeds/" + feed, ""), 404, "not_found");
    refused(other.sent(feed, FeedHotel.calendar(List.of(DAY))), 404, "not_found");
    refused(other.call("DELETE", "feeds/" + feed, ""), 404, "not_found");
  }
}
