package souk.booking.stay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;
import souk.booking.stay.Guest;
import souk.booking.stay.SomeHotel;
import souk.booking.stay.StayByHand;

/** Who may review which stay, when, how often and in which words. */
class ReviewRulesTest extends ReviewedStayCase {
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
    theTimeForWritingIsOver();
    site.sql(
        "UPDATE booking.stay_review SET visible_at = clock_timestamp() WHERE stay_id = ?", stay);
    refused(byHost(5, "late"), 422, "review_closed");
    answered(byGuest(3, SECRET), 200);
    refused(byGuest(4, SECRET), 409, "already_reviewed");
  }

  /** As if less time were configured since. */
  @Test
  void forTheSecondTheInstantOfTheFirstCounts() {
    answered(byGuest(3, SECRET), 200);
    theTimeForWritingIsOver();
    answered(byHost(5, "in time"), 200);
  }

  private void theTimeForWritingIsOver() {
    site.sql(
        "UPDATE booking.stay SET quote = replace(quote, ?, ?) WHERE id = ?",
        checkOut(),
        "2026-01-01T10:00:00Z",
        stay);
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
  void nobodyReviewsHisOwnHotel() {
    site.sql("UPDATE booking.hotel SET host_id = ? WHERE id = ?", guest.id, hotel.id);
    refused(byGuest(5, "x"), 422, "own_hotel");
    site.sql("UPDATE booking.hotel SET host_id = ? WHERE id = ?", hotel.host, hotel.id);
    answered(byGuest(5, "x"), 200);
  }

  @Test
  void onlyStaysThatAreOverAreReviewed() {
    for (var status :
        List.of("HELD", "PAYING", "CONFIRMED", "CHECKED_IN", "NO_SHOW", "CANCELLED")) {
      StayByHand.put(site, stay, status);
      refused(byGuest(5, "x"), 409, "stay_not_completed");
      refused(byHost(5, "x"), 409, "stay_not_completed");
    }
    assertThat(site.count("SELECT count(*) FROM booking.stay_review WHERE stay_id = ?", stay))
        .isZero();
    StayByHand.put(site, stay, "CHECKED_OUT");
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
