package souk.booking.stay.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.stay.SomeHotel.DAY;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.HoldsEnd;
import souk.booking.stay.ical.OutsideCalendars.Answer;

/** Calendars are fetched when they are due; what fails is tried again later and is said. */
class FetchCalendarsTest {
  private static Site site;
  private static BookingNode node;

  private String url;
  private FeedHotel hotel;
  private UUID feed;

  @BeforeAll
  static void start() {
    site = Site.open("http://127.0.0.1:1");
    node = BookingNode.start(site, Map.of("souk.roles", "api", "test.published-calendars", true));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void aHotelThatFollowsAnother() {
    url = "https://example.org/" + UUID.randomUUID();
    hotel = new FeedHotel(site, node, 2);
    feed = hotel.feed("{\"name\": \"Other\", \"url\": \"%s\"}".formatted(url));
  }

  @AfterEach
  void nobodyElseIsDue() {
    hotel.assertClean();
    assertThat(hotel.call("DELETE", "feeds/" + feed, "").statusCode()).isEqualTo(204);
  }

  private void publish(Answer answer) {
    node.bean(PublishedCalendars.class).publish(url, answer);
  }

  private void pass() {
    node.bean(FetchCalendars.class).pass();
  }

  private void due() {
    site.sql(
        "UPDATE booking.calendar_feed SET next_fetch_at = clock_timestamp() WHERE id = ?", feed);
  }

  private String value(String column) {
    return site.value("SELECT %s FROM booking.calendar_feed WHERE id = ?".formatted(column), feed);
  }

  /** In how many seconds it is due, to the nearest minute, so that no clock is asked. */
  private int minutesFrom(String instant) {
    return Integer.parseInt(
        value("round(extract(epoch FROM next_fetch_at - %s) / 60)::int".formatted(instant)));
  }

  @Test
  void aNewOneIsFetchedAtOnceAndThenAgainLater() {
    publish(new Answer.Body(FeedHotel.calendar(List.of(DAY)), "\"1\""));
    pass();
    assertThat(hotel.closed()).containsExactly(DAY);
    assertThat(minutesFrom("taken_at")).isBetween(13, 17);
    publish(new Answer.Body(FeedHotel.calendar(List.of()), "\"2\""));
    pass();
    assertThat(hotel.closed()).as("not due").containsExactly(DAY);
    due();
    pass();
    assertThat(hotel.closed()).isEmpty();
    assertThat(node.bean(PublishedCalendars.class).tags()).endsWith("null", "\"1\"");
  }

  /** What has become free since is closed, though the calendar is the same. */
  @Test
  void oneThatHasNotChangedIsAppliedAgain() {
    var stay = hotel.held(DAY);
    publish(new Answer.Body(FeedHotel.calendar(List.of(DAY)), "\"1\""));
    pass();
    assertThat(hotel.count(DAY, "imported")).isEqualTo(1);
    assertThat(FeedHotel.conflicts(hotel.shown(feed))).hasSize(1);
    site.sql("UPDATE booking.stay SET expires_at = clock_timestamp() WHERE id = ?", stay);
    node.bean(HoldsEnd.class).now();

    publish(new Answer.Unchanged());
    due();
    pass();

    assertThat(hotel.count(DAY, "imported")).isEqualTo(2);
    assertThat(FeedHotel.conflicts(hotel.shown(feed))).isEmpty();
    assertThat(value("etag")).isEqualTo("\"1\"");
  }

  @Test
  void afterAFailureNightsStayAndEachPauseIsLonger() {
    publish(new Answer.Body(FeedHotel.calendar(List.of(DAY)), null));
    pass();
    for (int failures = 1; failures <= 4; failures++) {
      publish(new Answer.Failed("calendar_refused", "The answer at the address was 500."));
      due();
      pass();
      var failure = hotel.shown(feed).get("failure");
      assertThat(failure.get("code").asText()).isEqualTo("calendar_refused");
      assertThat(failure.get("times").asInt()).isEqualTo(failures);
      assertThat(minutesFrom("failed_at")).isBetween(13 << failures - 1, 17 << failures - 1);
    }
    assertThat(hotel.closed()).containsExactly(DAY);
    site.sql("UPDATE booking.calendar_feed SET failures = 1000 WHERE id = ?", feed);
    due();
    pass();
    assertThat(minutesFrom("failed_at")).as("at most a day").isBetween(1_290, 1_590);

    publish(new Answer.Body(FeedHotel.calendar(List.of()), null));
    due();
    pass();
    assertThat(hotel.shown(feed).get("failure").isNull()).isTrue();
    assertThat(hotel.closed()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsAFailureToo() {
    publish(new Answer.Body("<html>", "\"1\""));
    pass();
    var failure = hotel.shown(feed).get("failure");
    assertThat(failure.get("code").asText()).isEqualTo("calendar_missing");
    assertThat(value("etag")).as("so that it is sent whole again").isEqualTo("null");
  }

  @Test
  void aHostMayHurryItButNotEveryMoment() {
    publish(new Answer.Body(FeedHotel.calendar(List.of(DAY)), null));
    pass();
    answered(hotel.call("POST", "feeds/" + feed + "/fetch", ""), 200);
    assertThat(minutesFrom("looked_at")).isEqualTo(1);
    site.sql(
        "UPDATE booking.calendar_feed SET looked_at = looked_at - interval '2 min' WHERE id = ?",
        feed);
    answered(hotel.call("POST", "feeds/" + feed + "/fetch", ""), 200);
    publish(new Answer.Body(FeedHotel.calendar(List.of()), null));
    pass();
    assertThat(hotel.closed()).isEmpty();
  }

  /** Whoever claimed it and died leaves it to the next one. */
  @Test
  void oneThatWasClaimedIsDueAgain() {
    var rows = node.bean(FeedRows.class);
    assertThat(rows.claimDue(120, 10)).extracting(FeedRow::id).contains(feed);
    assertThat(rows.claimDue(120, 10)).extracting(FeedRow::id).doesNotContain(feed);
    due();
    assertThat(rows.claimDue(120, 10)).extracting(FeedRow::id).contains(feed);
  }
}
