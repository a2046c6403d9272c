package souk.booking.stay.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.stay.SomeHotel.DAY;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.Guest;
import souk.booking.stay.SomeHotel;
import souk.platform.audit.AuditRule;
import souk.platform.json.Json;

/** A hotel with rooms of one type, whose host lives by the calendars of others too. */
final class FeedHotel {
  static final int NIGHTS = 10;
  private static final List<String> RULES =
      List.of(
          "room-night-is-its-ledger",
          "held-rooms-are-live-holds",
          "booked-rooms-are-live-stays",
          "imported-rooms-are-their-blocks");

  final SomeHotel hotel;
  final UUID plan;
  final UUID type;
  private final Site site;
  private final BookingNode node;
  private final ApiCalls api;

  FeedHotel(Site site, BookingNode node, int rooms) {
    this(site, node);
    hotel.sell(type, plan, DAY, NIGHTS, rooms, 10_000);
  }

  /** Without a night. */
  FeedHotel(Site site, BookingNode node) {
    this.site = site;
    this.node = node;
    this.api = new ApiCalls(node);
    this.hotel = SomeHotel.open(node);
    this.plan = hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
    this.type = hotel.type("Double");
  }

  String path(String below) {
    return hotel.path("room-types/" + type + "/" + below);
  }

  HttpResponse<String> call(String method, String below, String body) {
    return api.call(hotel.host, "HOST", method, path(below), body);
  }

  /** A calendar that is sent; without a number it takes all rooms. */
  UUID feed(@Nullable Integer rooms) {
    return feed("{\"name\": \"Other\", \"rooms\": %s}".formatted(rooms));
  }

  UUID feed(String body) {
    return UUID.fromString(answered(call("POST", "feeds", body), 201).get("id").asText());
  }

  JsonNode send(UUID feed, LocalDate... nights) {
    return send(feed, calendar(List.of(nights)));
  }

  JsonNode send(UUID feed, String text) {
    return answered(sent(feed, text), 200);
  }

  HttpResponse<String> sent(UUID feed, String text) {
    var body = node.bean(Json.class).write(Map.of("calendar", text));
    return call("POST", "feeds/" + feed + "/calendar", body);
  }

  JsonNode shown(UUID feed) {
    return answered(call("GET", "feeds/" + feed, ""), 200);
  }

  /** What another one writes of whose every night is an event. */
  static String calendar(Collection<LocalDate> nights) {
    return nights.stream()
        .map(night ->
            "BEGIN:VEVENT\r\nUID:%1$s@elsewhere\r\nDTSTART;VALUE=DATE:%1$s\r\nEND:VEVENT\r\n"
                .formatted(night.toString().replace("-", "")))
        .collect(Collectors.joining("", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "END:VCALENDAR\r\n"));
  }

  /** The nights of its conflicts. */
  static List<String> conflicts(JsonNode feed) {
    return feed.path("conflicts").findValuesAsText("night");
  }

  /** A guest who holds a room for one night. */
  UUID held(LocalDate night) {
    return new Guest(node).held(hotel, plan, night, 1, type);
  }

  /** What a guest is answered who wants a room for one night. */
  int asked(LocalDate night) {
    return new Guest(node).ask(hotel, plan, night, 1, type).statusCode();
  }

  /** One counter of one night. */
  int count(LocalDate night, String counter) {
    return site.count(
        "SELECT %s FROM booking.room_night WHERE room_type_id = ? AND night = ?".formatted(counter),
        type,
        night);
  }

  /** The nights of which no room can be sold. */
  List<LocalDate> closed() {
    return site
        .rows(
            "SELECT night FROM booking.room_night WHERE room_type_id = ?"
                + " AND total + overbooking - blocked - held - booked <= 0 ORDER BY night",
            type)
        .stream()
        .map(row -> LocalDate.parse(row.get("night")))
        .toList();
  }

  /** The path of its closed nights. */
  String link() {
    return answered(call("POST", "calendar-link", ""), 200).get("path").asText();
  }

  HttpResponse<String> read(String path, String... headers) {
    var request = HttpRequest.newBuilder(node.uri(path));
    if (headers.length > 0) request.headers(headers);
    return send(request.build());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  void assertClean() {
    for (var name : RULES) {
      var rule = node.bean(AuditRule.class, name);
      assertThat(site.rows(rule.sql(), rule.grace().toSeconds())).as(name).isEmpty();
    }
  }
}
