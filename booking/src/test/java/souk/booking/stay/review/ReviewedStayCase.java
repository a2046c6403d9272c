package souk.booking.stay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.stay.SomeHotel.DAY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.Guest;
import souk.booking.stay.SomeHotel;
import souk.booking.stay.StayByHand;
import souk.platform.audit.AuditRule;

/** A stay that is over, whose guest and host may review one another. */
abstract class ReviewedStayCase {
  static final String SECRET = "the lift was broken";

  static Site site;
  static BookingNode node;
  static ApiCalls api;

  SomeHotel hotel;
  UUID plan;
  UUID type;
  Guest guest;
  UUID stay;

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
  void aStayIsOver() {
    hotel = SomeHotel.open(node);
    plan = hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
    type = hotel.type("Double");
    hotel.sell(type, plan, DAY, 5, 20, 10_000);
    guest = new Guest(node);
    stay = over(guest);
  }

  UUID over(Guest somebody) {
    var id = somebody.held(hotel, plan, DAY, 2, type);
    StayByHand.put(site, id, "CHECKED_OUT");
    return id;
  }

  @AfterEach
  void theRatingIsItsReviews() {
    assertThat(breaches("hotel-rating-is-its-reviews")).isEmpty();
  }

  static List<String> breaches(String name) {
    var rule = node.bean(AuditRule.class, name);
    return site.rows(rule.sql(), rule.grace().toSeconds()).stream()
        .map(row -> row.get("subject"))
        .toList();
  }

  String hostPath(String below) {
    return hotel.path("stays/" + stay + "/" + below);
  }

  HttpResponse<String> byGuest(int stars, String text) {
    return byGuest(guest, stay, stars, text);
  }

  static HttpResponse<String> byGuest(Guest author, UUID of, int stars, String text) {
    return api.post(author.id, "CUSTOMER", "/v1/stays/" + of + "/review", body(stars, text));
  }

  HttpResponse<String> byHost(int stars, String text) {
    return api.post(hotel.host, "HOST", hostPath("review"), body(stars, text));
  }

  static String body(int stars, String text) {
    return "{\"stars\": %d, \"text\": \"%s\"}".formatted(stars, text);
  }

  JsonNode seenByGuest() {
    return answered(guest.get("/v1/stays/" + stay + "/reviews"), 200);
  }

  JsonNode seenByHost() {
    return answered(api.get(hotel.host, "HOST", hostPath("reviews")), 200);
  }

  JsonNode rating() {
    return answered(guest.get("/v1/hotels/" + hotel.id + "/rating"), 200);
  }

  JsonNode published() {
    return answered(guest.get("/v1/hotels/" + hotel.id + "/reviews"), 200).path("items");
  }

  /** Whatever others than its author can read of it, and what they are told. */
  String allThatOthersRead(boolean isGuests) {
    var read = new ArrayList<String>();
    read.add(String.valueOf((isGuests ? seenByHost() : seenByGuest()).path("theirs")));
    read.add(published().toString());
    read.add(rating().toString());
    read.add(answered(guest.get("/v1/hotels/" + hotel.id), 200).toString());
    read.add(answered(api.get(hotel.host, "HOST", hotel.path("stays")), 200).toString());
    site.rows("SELECT payload FROM booking.history WHERE order_id = ?", stay)
        .forEach(row -> read.add(row.get("payload")));
    return String.join("\n", read);
  }

  void close(UUID of) {
    site.sql("UPDATE booking.stay_review SET visible_at = clock_timestamp() WHERE stay_id = ?", of);
  }

  static void pass() {
    node.bean(PublishReviews.class).pass();
  }

  List<String> events() {
    return site
        .rows(
            "SELECT type FROM booking.history WHERE order_id = ? AND type LIKE 'review.%'"
                + " ORDER BY aggregate_version",
            stay)
        .stream()
        .map(row -> row.get("type"))
        .toList();
  }
}
