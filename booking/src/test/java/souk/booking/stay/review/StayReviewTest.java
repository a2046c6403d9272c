package souk.booking.stay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.answered;
import static souk.booking.stay.SomeHotel.DAY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;
import souk.booking.stay.Guest;
import souk.platform.outbox.DomainEvent;
import souk.platform.push.Push;

/** Guest and host of a stay review one another, and neither reads the other's before his own. */
class StayReviewTest extends ReviewedStayCase {
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
  void eachSideIsToldWhatItMayDo() {
    var told = new ConcurrentLinkedQueue<String>();
    node.bean(Push.class)
        .onMessage(
            (person, message) -> told.add(person + " " + ApiCalls.json(message).get("type")));
    answered(byGuest(2, SECRET), 200);
    answered(byHost(4, "fine"), 200);
    site
        .rows("SELECT * FROM booking.history WHERE order_id = ? ORDER BY aggregate_version", stay)
        .stream()
        .filter(row -> String.valueOf(row.get("type")).startsWith("review."))
        .forEach(row -> node.bean(ReviewPushes.class).heard(event(row)));
    await()
        .untilAsserted(() ->
            assertThat(told)
                .containsExactlyInAnyOrder(
                    hotel.host + " \"review.written\"",
                    hotel.host + " \"review.published\"",
                    guest.id + " \"review.published\""));
  }

  private static DomainEvent event(Map<String, String> row) {
    return new DomainEvent(
        UUID.fromString(String.valueOf(row.get("id"))),
        UUID.fromString(String.valueOf(row.get("aggregate_id"))),
        Long.parseLong(String.valueOf(row.get("aggregate_version"))),
        String.valueOf(row.get("type")),
        String.valueOf(row.get("payload")),
        Instant.EPOCH);
  }
}
