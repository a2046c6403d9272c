package souk.booking.stay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.AnyStatus;
import souk.booking.stay.Guest;
import souk.booking.stay.SomeHotel;
import souk.platform.audit.AuditRule;

/** Guest and host of a stay review one another, and neither reads the other's before his own. */
class StayReviewTest {
  private static final String SECRET = "the lift was broken";

  private static Site site;
  private static BookingNode node;
  private static ApiCalls api;

  private SomeHotel hotel;
  private UUID plan;
  private UUID type;
  private Guest guest;
  private UUID stay;

  @BeforeAll
  static void start() {
    site = Site.open("http://127.0.0.1:1");
    // check-in and check-out are another's work: here a row is put into their state
    AnyStatus.allow(site);
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

  private UUID over(Guest somebody) {
    var id = somebody.held(hotel, plan, DAY, 2, type);
    site.sql("UPDATE booking.stay SET status = 'CHECKED_OUT' WHERE id = ?", id);
    return id;
  }

  @AfterEach
  void theRatingIsItsReviews() {
    assertThat(breaches("hotel-rating-is-its-reviews")).isEmpty();
  }

  private static List<String> breaches(String name) {
    var rule = node.bean(AuditRule.class, name);
    return site.rows(rule.sql(), rule.grace().toSeconds()).stream()
        .map(row -> row.get("subject"))
        .toList();
  }

  private String hostPath(String below) {
    return hotel.path("stays/" + stay + "/" + below);
  }

  private HttpResponse<String> byGuest(int stars, String text) {
    return byGuest(guest, stay, stars, text);
  }

  private static HttpResponse<String> byGuest(Guest author, UUID of, int stars, String text) {
    return api.post(author.id, "CUSTOMER", "/v1/stays/" + of + "/review", body(stars, text));
  }

  private HttpResponse<String> byHost(int stars, String text) {
    return api.post(hotel.host, "HOST", hostPath("review"), body(stars, text));
  }

  private static String body(int stars, String text) {
    return "{\"stars\": %d, \"text\": \"%s\"}".formatted(stars, text);
  }

  private JsonNode seenByGuest() {
    return answered(guest.get("/v1/stays/" + stay + "/reviews"), 200);
  }

  private JsonNode seenByHost() {
    return answered(api.get(hotel.host, "HOST", hostPath("reviews")), 200);
  }

  private JsonNode rating() {
    return answered(guest.get("/v1/hotels/" + hotel.id + "/rating"), 200);
  }

  private JsonNode published() {
    return answered(guest.get("/v1/hotels/" + hotel.id + "/reviews"), 200).path("items");
  }

  /** Whatever others than its author can read of it, and what they are told. */
  private String allThatOthersRead(boolean isGuests) {
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

  private void close(UUID of) {
    site.sql("UPDATE booking.stay_review SET visible_at = clock_timestamp() WHERE stay_id = ?", of);
  }

  private static void pass() {
    node.bean(PublishReviews.class).pass();
  }

  @Test
  void nobodyReadsOneBeforeBothHaveWritten() {
    answered(byGuest(2, SECRET), 200);
    pass();
    assertThat(allThatOthersRead(true)).doesNotContain(SECRET).doesNotContain("\"stars\":2");
    assertThat(rating().path("reviews").asInt()).isZero();
    assertThat(rating().path("average").isNull()).isTrue();
    assertThat(seenByGuest().path("mine").path("text").asText()).isEqualTo(SECRET);

    answered(byHost(4, "left it tidy"), 200);

    assertThat(seenByHost().path("theirs").path("text").asText()).isEqualTo(SECRET);
    assertThat(seenByGuest().path("theirs").path("stars").asInt()).isEqualTo(4);
    assertThat(published()).hasSize(1);
    assertThat(published().path(0).path("stayed_in").asText())
        .isEqualTo(DAY.plusDays(2).toString().substring(0, 7));
    assertThat(rating().path("average").decimalValue()).isEqualByComparingTo("2.00");
    assertThat(events()).containsExactly("review.written", "review.written", "review.published");
  }

  @Test
  void theHostsIsAsBlind() {
    answered(byHost(1, SECRET), 200);
    pass();
    assertThat(allThatOthersRead(false)).doesNotContain(SECRET);
    answered(byGuest(5, ""), 200);
    assertThat(seenByGuest().path("theirs").path("text").asText()).isEqualTo(SECRET);
    assertThat(published().toString()).as("it is about the guest").doesNotContain(SECRET);
    assertThat(published().path(0).path("text").isNull()).isTrue();
  }

  /** The control: what would be read too early is found by where it is looked for. */
  @Test
  void oneThatIsShownTooEarlyWouldBeSeen() {
    answered(byGuest(2, SECRET), 200);
    close(stay);
    assertThat(allThatOthersRead(true)).contains(SECRET).contains("\"stars\":2");
  }

  private List<String> events() {
    return site
        .rows(
            "SELECT type FROM booking.history WHERE order_id = ? AND type LIKE 'review.%'"
                + " ORDER BY aggregate_version",
            stay)
        .stream()
        .map(row -> row.get("type"))
        .toList();
  }

  @Test
  void afterItsTimeItIsReadThoughNobodySweeps() {
    answered(byGuest(3, SECRET), 200);
    close(stay);
    assertThat(seenByHost().path("theirs").path("text").asText()).isEqualTo(SECRET);
    assertThat(published()).hasSize(1);
    assertThat(rating().path("reviews").asInt()).isEqualTo(1);
    assertThat(count()).as("counted by nobody yet").isZero();

    pass();
    pass();

    assertThat(count()).isEqualTo(1);
    assertThat(published()).hasSize(1);
    assertThat(rating().path("reviews").asInt()).isEqualTo(1);
    assertThat(events()).containsExactly("review.written", "review.published");
  }

  private int count() {
    return site.count(
        "SELECT coalesce(sum(reviews), 0) FROM booking.hotel_rating WHERE hotel_id = ?", hotel.id);
  }

  /** Fourteen days from the check-out that was agreed on. */
  @Test
  void afterItsTimeNobodyWrites() {
    var closes = seenByGuest().path("closes_at").asText();
    assertThat(closes)
        .isEqualTo(
            DAY.plusDays(16)
                .atTime(11, 0)
                .atZone(ZoneId.of("Europe/Monaco"))
                .toInstant()
                .toString());
    answered(byGuest(3, SECRET), 200);
    site.sql(
        "UPDATE booking.stay SET quote = replace(quote, ?, ?) WHERE id = ?",
        checkOut(),
        "2026-01-01T10:00:00Z",
        stay);
    refused(byHost(5, "late"), 422, "review_closed");
    answered(byGuest(3, SECRET), 200);
    refused(byGuest(4, SECRET), 409, "already_reviewed");
  }

  private String checkOut() {
    return ApiCalls.json(site.value("SELECT quote FROM booking.stay WHERE id = ?", stay))
        .path("check_out_at")
        .asText();
  }

  @Test
  void eachWritesOnce() {
    answered(byGuest(3, SECRET), 200);
    answered(byGuest(3, SECRET), 200);
    refused(byGuest(4, SECRET), 409, "already_reviewed");
    refused(byGuest(3, "else"), 409, "already_reviewed");
    assertThat(events()).hasSize(1);
    answered(byHost(3, "fine"), 200);
    refused(byHost(1, "fine"), 409, "already_reviewed");
    refused(byGuest(1, "else"), 409, "already_reviewed");
  }

  @Test
  void onlyStaysThatAreOverAreReviewed() {
    for (var status :
        List.of("HELD", "PAYING", "CONFIRMED", "CHECKED_IN", "NO_SHOW", "CANCELLED")) {
      site.sql(
          "UPDATE booking.stay SET status = ?, attempt = 1, card_id = id, held_until = held_at,"
              + " confirmation = 'C' || id, confirmed_at = held_at,"
              + " reason = CASE WHEN ? = 'CANCELLED' THEN 'guest' END WHERE id = ?",
          status,
          status,
          stay);
      refused(byGuest(5, "x"), 409, "stay_not_completed");
      refused(byHost(5, "x"), 409, "stay_not_completed");
    }
    assertThat(site.count("SELECT count(*) FROM booking.stay_review WHERE stay_id = ?", stay))
        .isZero();
    site.sql("UPDATE booking.stay SET status = 'CHECKED_OUT', reason = NULL WHERE id = ?", stay);
  }

  @Test
  void badReviewsAreRefused() {
    for (var body :
        List.of(
            "{}",
            "{\"stars\": null}",
            "{\"stars\": 0}",
            "{\"stars\": 6}",
            "{\"stars\": 4.5}",
            "{\"stars\": \"5\"}",
            "{\"stars\": 5, \"text\": \"\\u0000\"}",
            body(5, "x".repeat(2_001)),
            "[]")) {
      var path = "/v1/stays/" + stay + "/review";
      assertThat(api.post(guest.id, "CUSTOMER", path, body).statusCode()).as(body).isEqualTo(400);
    }
    var hotels = "/v1/hotels/" + hotel.id + "/reviews";
    for (var query : List.of("?cursor=x", "?limit=0", "?limit=101", "?limit=x")) {
      assertThat(guest.get(hotels + query).statusCode()).as(query).isEqualTo(400);
    }
    refused(guest.get("/v1/hotels/" + UUID.randomUUID() + "/reviews"), 404, "not_found");
    refused(guest.get("/v1/hotels/" + UUID.randomUUID() + "/rating"), 404, "not_found");
  }

  @Test
  void strangersNeitherWriteNorRead() {
    var stranger = new Guest(node);
    refused(byGuest(stranger, stay, 1, "x"), 404, "not_found");
    refused(stranger.get("/v1/stays/" + stay + "/reviews"), 404, "not_found");
    var other = SomeHotel.open(node);
    var path = other.path("stays/" + stay + "/review");
    refused(api.post(other.host, "HOST", path, body(1, "x")), 404, "not_found");
    refused(api.post(other.host, "HOST", hostPath("review"), body(1, "x")), 404, "not_found");
    refused(api.get(other.host, "HOST", hostPath("reviews")), 404, "not_found");
    assertThat(
            api.post(hotel.host, "HOST", "/v1/stays/" + stay + "/review", body(1, "x"))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void aHotelsReviewsComeInPagesNewestFirst() {
    var written = new ArrayList<Integer>();
    for (int n = 0; n < 7; n++) {
      var author = new Guest(node);
      var of = over(author);
      answered(byGuest(author, of, 1 + n % 5, "n" + n), 200);
      close(of);
      if (n % 2 == 0) pass();
      written.addFirst(n);
    }
    var read = new ArrayList<Integer>();
    var cursor = "";
    do {
      var page = answered(guest.get("/v1/hotels/" + hotel.id + "/reviews?limit=3" + cursor), 200);
      page.path("items")
          .forEach(item -> read.add(Integer.parseInt(item.path("text").asText().substring(1))));
      cursor =
          page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asText();
    } while (!cursor.isEmpty());
    assertThat(read).isEqualTo(written);
    // 1 + 2 + 3 + 4 + 5 + 1 + 2 of seven
    assertThat(rating().path("average").decimalValue()).isEqualByComparingTo("2.57");
  }

  @Test
  void theDatabaseRefusesARatingThatCannotBe() {
    assertThatThrownBy(
            () -> site.sql("INSERT INTO booking.hotel_rating VALUES (?, 1, 6)", hotel.id))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theRulesFindTheirBreaches() {
    answered(byGuest(3, SECRET), 200);
    site.sql(
        "UPDATE booking.stay_review SET visible_at = clock_timestamp() - interval '9 min'"
            + " WHERE stay_id = ?",
        stay);
    assertThat(breaches("visible-review-is-published")).isEmpty();
    site.sql(
        "UPDATE booking.stay_review SET visible_at = clock_timestamp() - interval '11 min'"
            + " WHERE stay_id = ?",
        stay);
    assertThat(breaches("visible-review-is-published")).hasSize(1);
    pass();
    assertThat(breaches("visible-review-is-published")).isEmpty();
    site.sql("UPDATE booking.hotel_rating SET stars = stars + 1 WHERE hotel_id = ?", hotel.id);
    assertThat(breaches("hotel-rating-is-its-reviews")).containsExactly(hotel.id.toString());
    site.sql("UPDATE booking.hotel_rating SET stars = stars - 1 WHERE hotel_id = ?", hotel.id);
  }
}
