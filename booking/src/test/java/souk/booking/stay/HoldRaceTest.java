package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.answered;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.BookingNode;
import souk.booking.Site;

/** Who wins when somebody else has the locks until after a deadline. */
class HoldRaceTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static Site site;
  private static BookingNode node;

  private SomeHotel hotel;
  private UUID plan;
  private UUID type;
  private Guest guest;

  @BeforeAll
  static void open() {
    site = Site.open("http://127.0.0.1:1");
    node = BookingNode.start(site, Map.of("souk.roles", "api", "souk.stays.lock-wait", "20s"));
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @BeforeEach
  void aHotelWithOneRoom() {
    guest = new Guest(node);
    hotel = SomeHotel.open(node);
    plan = hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
    type = hotel.type("Double");
    hotel.sell(type, plan, DAY, 10, 1, 10_000);
  }

  @Test
  void aRenewalThatWaitedBeyondTheDeadlineComesTooLate() throws Exception {
    var stay = guest.held(hotel, plan, DAY, 2, type);
    site.sql(
        "UPDATE booking.stay SET expires_at = clock_timestamp() + interval '700 ms' WHERE id = ?",
        stay);

    var renewal =
        whileLocked(
            "SELECT 1 FROM booking.stay WHERE id = '%s' FOR NO KEY UPDATE".formatted(stay),
            () -> guest.renew(stay),
            () -> lapsed(stay));

    refused(renewal, 409, "hold_over");
    new Guest(node).held(hotel, plan, DAY, 1, type);
  }

  @Test
  void aHoldThatLapsesWhileSomebodyWaitsForItsNightsIsFreeForHim() throws Exception {
    var quote = new Guest(node);
    var token = quote.quote(hotel, plan, DAY, 2, type);
    var stay = guest.held(hotel, plan, DAY.plusDays(1), 2, type);
    site.sql(
        "UPDATE booking.stay SET expires_at = clock_timestamp() + interval '700 ms' WHERE id = ?",
        stay);

    var hold =
        whileLocked(
            "SELECT 1 FROM booking.room_night WHERE room_type_id = '%s' FOR NO KEY UPDATE"
                .formatted(type),
            () -> quote.hold(token),
            () -> lapsed(stay));

    answered(hold, 201);
    assertThat(site.value("SELECT status FROM booking.stay WHERE id = ?", stay))
        .isEqualTo("EXPIRED");
  }

  @Test
  void theQuoteIsJudgedBehindTheLocksToo() throws Exception {
    try (var hasty =
        BookingNode.start(
            site,
            Map.of(
                "souk.roles",
                "api",
                "souk.stays.lock-wait",
                "20s",
                "souk.stays.quote-validity",
                "1s"))) {
      var late = new Guest(hasty);
      var token = late.quote(hotel, plan, DAY, 2, type);
      var seen = site.value("SELECT clock_timestamp()");

      var hold =
          whileLocked(
              "SELECT 1 FROM booking.room_night WHERE room_type_id = '%s' FOR NO KEY UPDATE"
                  .formatted(type),
              () -> late.hold(token),
              () ->
                  site.count(
                          "SELECT count(*) FROM (SELECT 1) x WHERE clock_timestamp() > CAST(? AS timestamptz) + interval '1 s'",
                          seen)
                      == 1);

      refused(hold, 422, "quote_expired");
    }
  }

  @Test
  void whoWaitsTooLongIsAskedToComeAgainAndNothingHasHappened() throws Exception {
    try (var hasty =
        BookingNode.start(site, Map.of("souk.roles", "api", "souk.stays.lock-wait", "100ms"))) {
      var unlucky = new Guest(hasty);
      var token = unlucky.quote(hotel, plan, DAY, 2, type);
      try (var locker =
          lock(
              "SELECT 1 FROM booking.room_night WHERE room_type_id = '%s' FOR NO KEY UPDATE"
                  .formatted(type))) {
        var refused = unlucky.hold(token, "the-same-key");
        refused(refused, 503, "nights_contended");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        locker.rollback();
      }
      answered(unlucky.hold(token, "the-same-key"), 201);
    }
  }

  private static boolean lapsed(UUID stay) {
    return site.count(
            "SELECT count(*) FROM booking.stay WHERE id = ? AND expires_at < clock_timestamp()",
            stay)
        == 1;
  }

  /** Begins the call while somebody has the locks, who gives them up only when it is so. */
  private static HttpResponse<String> whileLocked(
      String lock, Callable<HttpResponse<String>> call, Callable<Boolean> until) throws Exception {
    var answer = new FutureTask<>(call);
    try (var locker = lock(lock)) {
      Thread.ofVirtual().start(answer);
      await().atMost(PATIENCE).until(HoldRaceTest::somebodyWaits);
      await().atMost(PATIENCE).until(until);
      locker.rollback();
    }
    return answer.get();
  }

  private static boolean somebodyWaits() {
    return site.count(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        > 0;
  }

  private static Connection lock(String sql) throws SQLException {
    var database = site.database();
    var connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }
}
