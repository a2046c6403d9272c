package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.refused;
import static souk.booking.stay.SomeHotel.DAY;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of confirming and the end of its time one wins, however long a third has the locks. */
class ConfirmRaceTest {
  private static final String STAY = "SELECT 1 FROM booking.stay WHERE id = '%s' FOR NO KEY UPDATE";
  private static final int SOON = 700;

  private static PaidHotel hotel;

  private Guest guest;

  @BeforeAll
  static void open() {
    hotel = PaidHotel.open(Map.of("souk.roles", "api", "souk.stays.lock-wait", "20s"));
  }

  @AfterAll
  static void close() {
    hotel.close();
  }

  @BeforeEach
  void aHotelWithOneRoom() {
    hotel.anotherHotel();
    guest = new Guest(hotel.node);
  }

  @AfterEach
  void countersAreRight() {
    hotel.assertClean();
  }

  @Test
  void aConfirmThatWaitedBeyondTheEndOfTheHoldComesTooLate() throws Exception {
    var card = guest.card("pm_card_visa");
    var stay = hotel.held(guest);
    hotel.lapse(stay, SOON);

    var answer = whileLocked(STAY.formatted(stay), stay, () -> guest.confirm(stay, card));

    refused(answer, 409, "hold_over");
    assertThat(hotel.value(stay, "status")).isEqualTo("HELD");
    hotel.held(new Guest(hotel.node));
    assertThat(hotel.value(stay, "status")).isEqualTo("EXPIRED");
    assertThat(hotel.intents(stay)).isEmpty();
  }

  @Test
  void aBookingThatWaitedForItsStayBeyondThePayDeadlineComesTooLate() throws Exception {
    var stay = authorized();
    hotel.lapse(stay, SOON);
    assertTooLate(
        stay, whileLocked(STAY.formatted(stay), stay, () -> hotel.steps().conclude(stay)));
  }

  @Test
  void aBookingThatWaitedForItsNightsBeyondThePayDeadlineComesTooLate() throws Exception {
    var stay = authorized();
    hotel.lapse(stay, SOON);
    var nights =
        "SELECT 1 FROM booking.room_night WHERE room_type_id = '%s' FOR NO KEY UPDATE"
            .formatted(hotel.type);
    assertTooLate(stay, whileLocked(nights, stay, () -> hotel.steps().conclude(stay)));
  }

  @Test
  void aBookingThatWaitedAndIsStillInTimeWins() throws Exception {
    var stay = authorized();
    try (var locker = lock(STAY.formatted(stay))) {
      var booking = new FutureTask<>(() -> hotel.steps().conclude(stay));
      Thread.ofVirtual().start(booking);
      await().atMost(PaidHotel.PATIENCE).until(ConfirmRaceTest::somebodyWaits);
      locker.rollback();
      assertThat(booking.get().phase()).isEqualTo(StayPhase.CAPTURE);
    }
    hotel.steps().capture(stay);
    assertThat(hotel.value(stay, "status")).isEqualTo("CONFIRMED");
  }

  /** Negative control: in one statement PostgreSQL does not look at the clock again. */
  @Test
  void judgedInTheStatementThatWaitsItWouldBeBookedTooLate() {
    await()
        .atMost(PaidHotel.PATIENCE)
        .until(() -> {
          hotel.anotherHotel();
          var stay = authorized();
          hotel.lapse(stay, SOON);
          return whileLocked(STAY.formatted(stay), stay, () -> judgedAtOnce(stay)) == 1;
        });
  }

  private static int judgedAtOnce(UUID stay) {
    return hotel.site.sql(
        "UPDATE booking.stay SET version = version"
            + " WHERE id = ? AND status = 'PAYING' AND expires_at > clock_timestamp()",
        stay);
  }

  /** Sagas, sweeps and the next guest at once: one of them has the room. */
  @Test
  void ofBookingEndingAndTheNextGuestOneHasTheRoom() throws Exception {
    for (int round = 0; round < 10; round++) {
      hotel.anotherHotel();
      var next = new Guest(hotel.node);
      var quote = next.quote(hotel.hotel, hotel.plan, DAY, 2, hotel.type);
      var stay = authorized();
      hotel.lapse(stay, 5 * round);
      Callable<Object> booking = () -> hotel.steps().conclude(stay);
      Callable<Object> ending = () -> hotel.node.bean(EndHold.class).expire(stay);
      Callable<Object> other = () -> next.hold(quote).statusCode();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var all = threads.invokeAll(List.of(other, booking, ending, booking, ending));
        for (var done : all) done.get();
        var nexts = all.getFirst().get().equals(201);
        var status = hotel.value(stay, "status");
        assertThat(status).isIn(nexts ? List.of("EXPIRED") : List.of("CONFIRMED", "EXPIRED"));
        assertThat(hotel.booked()).isEqualTo(status.equals("CONFIRMED") ? 2 : 0);
        assertThat(hotel.held()).isEqualTo(nexts ? 2 : 0);
      }
      hotel.assertClean();
    }
  }

  private UUID authorized() {
    var stay = hotel.paying(guest);
    assertThat(hotel.steps().authorize(stay).phase()).isEqualTo(StayPhase.CONCLUDE);
    return stay;
  }

  private void assertTooLate(UUID stay, StayStanding after) {
    assertThat(after.phase()).isEqualTo(StayPhase.RELEASE);
    assertThat(hotel.value(stay, "status")).isEqualTo("EXPIRED");
    hotel.held(new Guest(hotel.node));
    assertThat(hotel.steps().release(stay).phase()).isEqualTo(StayPhase.AT_REST);
    assertThat(guest.stay(stay).get("payment").get("status").asText()).isEqualTo("VOIDED");
    assertThat(hotel.intents(stay)).containsExactly("canceled");
    assertThat(hotel.booked()).isZero();
  }

  /** Begins the call while somebody has the lock, who gives it up when the stay's time is over. */
  private static <T> T whileLocked(String lock, UUID stay, Callable<T> call) throws Exception {
    var answer = new FutureTask<>(call);
    try (var locker = lock(lock)) {
      Thread.ofVirtual().start(answer);
      await().atMost(PaidHotel.PATIENCE).until(ConfirmRaceTest::somebodyWaits);
      await().atMost(PaidHotel.PATIENCE).until(() -> isOver(stay));
      locker.rollback();
    }
    return answer.get();
  }

  private static boolean isOver(UUID stay) {
    return hotel.site.count(
            "SELECT count(*) FROM booking.stay WHERE id = ? AND expires_at < clock_timestamp()",
            stay)
        == 1;
  }

  private static boolean somebodyWaits() {
    return hotel.site.count(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        > 0;
  }

  private static Connection lock(String sql) throws SQLException {
    var database = hotel.site.database();
    var connection =
        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }
}
