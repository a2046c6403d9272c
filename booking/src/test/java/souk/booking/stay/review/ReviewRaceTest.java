package souk.booking.stay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.stay.SomeHotel.DAY;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.AnyStatus;
import souk.booking.stay.Guest;
import souk.booking.stay.SomeHotel;

/** Both sides write at the same moment, and a sweeper passes: each is counted and told of once. */
class ReviewRaceTest {
  private static final int STAYS = 12;

  private record Found(int visible, int published, int counted) {}

  @Test
  void whoeverIsSecondMakesBothVisible() throws Exception {
    assertThat(afterRaces()).isEqualTo(new Found(2 * STAYS, STAYS, STAYS));
  }

  /** The control: a second writer who does not wait for the first leaves both blind. */
  @Test
  void withoutTheLockOfTheStayNeitherWouldSeeTheOther() {
    var site = Site.open("http://127.0.0.1:1");
    AnyStatus.allow(site);
    try (var node = BookingNode.start(site, BookingNode.API_ONLY)) {
      var hotel = SomeHotel.open(node);
      var plan = hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
      var type = hotel.type("Double");
      hotel.sell(type, plan, DAY, 1, 1, 10_000);
      var guest = new Guest(node);
      var stay = guest.held(hotel, plan, DAY, 1, type);
      site.sql("UPDATE booking.stay SET status = 'CHECKED_OUT' WHERE id = ?", stay);
      site.database()
          .past(connection -> {
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement(UNLOCKED)) {
              for (int n = 1; n <= 4; n++) insert.setObject(n, stay);
              insert.executeUpdate();
              var path = "/v1/stays/" + stay + "/review";
              var answer = new ApiCalls(node).post(guest.id, "CUSTOMER", path, "{\"stars\": 4}");
              assertThat(answer.statusCode()).isEqualTo(200);
              connection.commit();
              return true;
            } finally {
              connection.setAutoCommit(true);
            }
          });
      assertThat(found(site)).isEqualTo(new Found(0, 0, 0));
    }
  }

  private static final String UNLOCKED =
      """
      WITH reviewed AS (SELECT CAST(? AS uuid) AS stay_id)
      INSERT INTO booking.stay_review
        (id, stay_id, side, hotel_id, author_id, stars, departure, visible_at)
      SELECT ?, stay_id, 'HOST', ?, ?, 4, DATE '2026-12-01', clock_timestamp() + interval '1 day'
      FROM reviewed
      """;

  private static Found afterRaces() throws Exception {
    var site = Site.open("http://127.0.0.1:1");
    AnyStatus.allow(site);
    try (var node = BookingNode.start(site, BookingNode.API_ONLY)) {
      var hotel = SomeHotel.open(node);
      var plan = hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
      var type = hotel.type("Double");
      hotel.sell(type, plan, DAY, 1, STAYS, 10_000);
      for (int n = 0; n < STAYS; n++) {
        var guest = new Guest(node);
        var stay = guest.held(hotel, plan, DAY, 1, type);
        site.sql("UPDATE booking.stay SET status = 'CHECKED_OUT' WHERE id = ?", stay);
        race(node, hotel, guest.id, stay);
      }
      return found(site);
    }
  }

  private static Found found(Site site) {
    return new Found(
        site.count(
            "SELECT count(*) FROM booking.stay_review WHERE visible_at <= clock_timestamp()"),
        site.count("SELECT count(*) FROM booking.history WHERE type = 'review.published'"),
        site.count("SELECT coalesce(sum(reviews), 0) FROM booking.hotel_rating"));
  }

  private static void race(BookingNode node, SomeHotel hotel, UUID guest, UUID stay)
      throws Exception {
    var api = new ApiCalls(node);
    var start = new CyclicBarrier(3);
    var body = "{\"stars\": 4}";
    List<Runnable> parties =
        List.of(
            () -> api.post(guest, "CUSTOMER", "/v1/stays/" + stay + "/review", body),
            () -> api.post(hotel.host, "HOST", hotel.path("stays/" + stay + "/review"), body),
            node.bean(PublishReviews.class)::pass);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (var party : parties) {
        all.add(
            threads.submit(() -> {
              start.await();
              party.run();
              return true;
            }));
      }
      for (var one : all) one.get();
    }
  }
}
