package souk.booking.stay.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.Guest;
import souk.booking.stay.HoldsEnd;
import souk.booking.stay.SomeHotel;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;

/** What operations see of stays: who has too many rooms, and what became of one. */
class OpsStayTest {
  private static final String OVERBOOKED = "/v1/ops/stays/overbooked";

  private static Site site;
  private static BookingNode node;
  private static ApiCalls api;

  private SomeHotel hotel;
  private UUID plan;
  private UUID type;

  @BeforeAll
  static void start() {
    site = Site.open("http://127.0.0.1:1");
    node = BookingNode.start(site, BookingNode.API_ONLY);
    api = new ApiCalls(node);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void aHotelThatSellsOneRoomMoreThanItHas() {
    hotel = SomeHotel.open(node);
    plan = hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
    type = hotel.type("Double");
    hotel.sell(type, plan, DAY, 5, 1, 10_000);
    hotel.set(type, DAY, DAY.plusDays(4), Map.of("overbooking", 1));
  }

  private UUID held(LocalDate night, int nights) {
    return new Guest(node).held(hotel, plan, night, nights, type);
  }

  private JsonNode page(String query) {
    return answered(api.get(UUID.randomUUID(), "OPS", OVERBOOKED + query), 200);
  }

  private JsonNode ofHotel() {
    return page("?hotel_id=" + hotel.id).path("items");
  }

  @Test
  void aNightWithMoreGuestsThanRoomsIsShownWithThem() {
    var first = held(DAY, 3);
    assertThat(ofHotel()).as("as many as there are").isEmpty();
    var second = held(DAY.plusDays(2), 2);
    var cancelled = new Guest(node);
    answered(cancelled.cancel(cancelled.held(hotel, plan, DAY, 1, type)), 200);

    var found = ofHotel();

    assertThat(found).hasSize(1);
    var night = found.path(0);
    assertThat(night.path("night").asText()).isEqualTo(DAY.plusDays(2).toString());
    assertThat(night.path("hotel").asText()).isEqualTo("Grand");
    assertThat(night.path("over").asInt()).isEqualTo(1);
    assertThat(night.path("held").asInt()).isEqualTo(2);
    assertThat(night.path("stays").findValuesAsText("stay_id"))
        .containsExactly(first.toString(), second.toString());
    assertThat(night.path("stays").path(0).path("rooms").asInt()).isEqualTo(1);
  }

  @Test
  void nightsThatAreOverAreNot() {
    held(DAY, 1);
    held(DAY, 1);
    assertThat(ofHotel()).hasSize(1);
    var past = DAY.minusYears(1);
    for (var table : List.of("stay_night", "room_night")) {
      site.sql("ALTER TABLE booking.%s DISABLE TRIGGER ALL".formatted(table));
      site.sql(
          "UPDATE booking.%s SET night = ? WHERE hotel_id = ? AND night = ?".formatted(table),
          past,
          hotel.id,
          DAY);
      site.sql("ALTER TABLE booking.%s ENABLE TRIGGER ALL".formatted(table));
    }
    assertThat(ofHotel()).isEmpty();
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() {
    held(DAY, 5);
    held(DAY, 5);
    var nights = new ArrayList<String>();
    var query = "?limit=2&hotel_id=" + hotel.id;
    var cursor = "";
    do {
      var page = page(query + cursor);
      page.path("items").forEach(night -> nights.add(night.path("night").asText()));
      cursor =
          page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asText();
    } while (!cursor.isEmpty());
    assertThat(nights).isEqualTo(DAY.datesUntil(DAY.plusDays(5)).map(LocalDate::toString).toList());
    assertThat(page("").path("items").findValuesAsText("hotel_id")).contains(hotel.id.toString());
  }

  @Test
  void onlyOperationsMayAsk() {
    for (var role : List.of("CUSTOMER", "HOST", "DRIVER")) {
      assertThat(api.get(hotel.host, role, OVERBOOKED).statusCode()).as(role).isEqualTo(403);
    }
    var ops = UUID.randomUUID();
    for (var query : List.of("?cursor=x", "?cursor=AAAA", "?limit=0", "?limit=x", "?hotel_id=x")) {
      assertThat(api.get(ops, "OPS", OVERBOOKED + query).statusCode()).as(query).isEqualTo(400);
    }
    var far = new NightCursor(LocalDate.ofEpochDay(99_999_999), hotel.id, type).text();
    refused(api.get(ops, "OPS", OVERBOOKED + "?cursor=" + far), 400, "cursor_invalid");
  }

  @Test
  void aStayTellsWhatBecameOfItAndByWhom() {
    var guest = new Guest(node);
    var stay = guest.held(hotel, plan, DAY, 1, type);
    answered(guest.renew(stay), 200);
    answered(guest.cancel(stay), 200);

    var entries = node.bean(StayTimeline.class).of(stay);

    assertThat(entries)
        .extracting(TimelineEntry::type)
        .containsExactly("stay.held", "stay.renewed", "stay.cancelled");
    assertThat(entries).extracting(TimelineEntry::actor).containsOnly(Actor.guest(guest.id));
    assertThat(entries)
        .extracting(TimelineEntry::summary)
        .containsExactly("Stay is HELD", "Hold is renewed", "Stay is CANCELLED: guest");
    assertThat(entries).extracting(TimelineEntry::version).containsExactly(1L, 2L, 3L);
    assertThat(node.bean(KnownStays.class).contains(stay)).isTrue();
    assertThat(node.bean(KnownStays.class).contains(UUID.randomUUID())).isFalse();
    assertThat(node.bean(StayTimeline.class).of(UUID.randomUUID())).isEmpty();
  }

  @Test
  void whatTimeDoesNobodyDid() {
    var stay = held(DAY, 1);
    site.sql("UPDATE booking.stay SET expires_at = clock_timestamp() WHERE id = ?", stay);
    node.bean(HoldsEnd.class).now();
    assertThat(node.bean(StayTimeline.class).of(stay).getLast().actor()).isEqualTo(Actor.SYSTEM);
  }
}
