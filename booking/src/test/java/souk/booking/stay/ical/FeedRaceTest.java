package souk.booking.stay.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.stay.SomeHotel.DAY;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.Guest;

/** A calendar is taken while guests hold rooms and the host changes nights. */
class FeedRaceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ROUNDS = 8;

  @Test
  void aRoomThatIsPromisedMeanwhileIsNotTaken() throws Exception {
    var answer = takenWhileARoomIsPromised(Map.of("souk.roles", "api"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"conflicts\":[{");
  }

  /** The control: counted before the night's lock, the room would be given away twice. */
  @Test
  void withoutTheLocksOfTheNightsTheConstraintAloneWouldKeepIt() throws Exception {
    var unlocked = Map.<String, Object>of("souk.roles", "api", "test.night-locks", "none");
    assertThat(takenWhileARoomIsPromised(unlocked).statusCode()).isEqualTo(500);
  }

  private static HttpResponse<String> takenWhileARoomIsPromised(Map<String, Object> settings)
      throws Exception {
    var site = Site.open("http://127.0.0.1:1");
    try (var node = BookingNode.start(site, settings);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hotel = new FeedHotel(site, node, 1);
      var feed = hotel.feed((Integer) null);
      return site.database()
          .past(promising -> {
            promising.setAutoCommit(false);
            try (var promise = promising.prepareStatement(PROMISE)) {
              promise.setObject(1, DAY);
              promise.executeUpdate();
              var sent = threads.submit(() -> hotel.sent(feed, FeedHotel.calendar(List.of(DAY))));
              await().atMost(PATIENCE).until(() -> site.count(WAITING) > 0);
              promising.commit();
              return answer(sent);
            } finally {
              promising.setAutoCommit(true);
            }
          });
    }
  }

  private static final String PROMISE = "UPDATE booking.room_night SET held = 1 WHERE night = ?";

  private static final String WAITING =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'
      """;

  private static HttpResponse<String> answer(Future<HttpResponse<String>> sent) {
    try {
      return sent.get();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void guestsHostAndTwoCalendarsNeitherDeadlockNorDisagree() throws Exception {
    var site = Site.open("http://127.0.0.1:1");
    try (var node = BookingNode.start(site, BookingNode.API_ONLY);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hotel = new FeedHotel(site, node, 3);
      var feeds = List.of(hotel.feed((Integer) null), hotel.feed(1));
      var all = new ArrayList<Callable<Integer>>();
      for (int n = 0; n < ROUNDS; n++) {
        var round = n;
        feeds.forEach(feed -> all.add(() -> sent(hotel, feed, round)));
        all.add(() -> changed(hotel, round));
        for (int g = 0; g < 4; g++) {
          var night = (n + g) % (FeedHotel.NIGHTS - 3);
          all.add(() -> held(new Guest(node), hotel, night));
        }
      }
      for (var answer : threads.invokeAll(all)) {
        assertThat(answer.get()).isIn(200, 201, 409, 412, 503);
      }
      hotel.assertClean();
      // once more, with nobody else there, each calendar has what is left
      feeds.forEach(feed -> hotel.send(feed, DAY));
      assertThat(hotel.closed()).contains(DAY);
      hotel.assertClean();
    }
  }

  private static int sent(FeedHotel hotel, UUID feed, int round) {
    var nights = DAY.plusDays(round % 3).datesUntil(DAY.plusDays(5 + round % 4)).toList();
    return hotel.sent(feed, FeedHotel.calendar(nights)).statusCode();
  }

  private static int changed(FeedHotel hotel, int round) {
    var body =
        "{\"from\": \"%s\", \"to\": \"%s\", \"overbooking\": %d}"
            .formatted(DAY, DAY.plusDays(9), round % 2);
    return hotel.hotel.change(hotel.type, hotel.hotel.version(hotel.type), body).statusCode();
  }

  private static int held(Guest guest, FeedHotel hotel, int night) {
    var asked = guest.ask(hotel.hotel, hotel.plan, DAY.plusDays(night), 3, hotel.type);
    if (asked.statusCode() != 201) return asked.statusCode();
    return guest.hold(ApiCalls.json(asked.body()).get("quote").asText()).statusCode();
  }
}
