package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.platform.audit.AuditRule;

/**
 * A sale night on which everybody wants the same three rooms: never one too many, never a false
 * refusal, no deadlock; and with any of the guards taken away one of these is seen to break.
 */
class StormTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int GUESTS = Integer.getInteger("souk.test.guests", 200);
  private static final int WISHES = 5;
  private static final int CONTROL_GUESTS = 60;
  private static final int BREEZE = 5;

  private static final Map<String, Object> STORMY =
      Map.of(
          "souk.roles", "api",
          // many lapse while others wait; nobody sweeps
          "souk.stays.hold", "400ms",
          "souk.stays.lock-wait", "30s",
          // a test machine answers later than a guest would wait
          "datasources.default.connection-wait", "60s");

  private static final Map<String, Object> PAID = paid();

  private static Map<String, Object> paid() {
    var settings = new HashMap<>(STORMY);
    settings.put("souk.stays.pay-within", "2s");
    settings.put("stripe.timeout", "30s");
    settings.put("test.unwilling-psp", true);
    return settings;
  }

  @Test
  void threeRoomsAreNeverPromisedTwiceAndNeverHeldBack() throws IOException {
    try (var twin = StripeTwin.start(StripeTwinOptions.inProcess())) {
      rages(Site.open(twin.baseUrl()));
      assertThat(twin.violations()).isEmpty();
      assertThat(twin.intents()).noneMatch(intent -> intent.status().equals("requires_capture"));
    }
  }

  private static void rages(Site site) {
    try (var node = BookingNode.start(site, PAID)) {
      var bank = new StormBank(site, node);
      var storm = new Storm(site, node, Optional.of(bank));

      storm.rage(GUESTS, WISHES, 7);
      // a slow machine may let every hold lapse before it is paid for: a breeze follows
      rageUntil(storm, BREEZE, () -> bank.booked() > 0);
      bank.settle();

      assertThat(storm.serverErrors()).as("%s", storm.counts()).isZero();
      assertThat(storm.counts()).containsKeys("201 ", "409 sold_out");
      assertThat(storm.nightsOver()).isZero();
      var refused = storm.told.stream().flatMap(told -> told.full().stream()).toList();
      assertThat(refused)
          .isNotEmpty()
          .allSatisfy(full ->
              assertThat(storm.promised(full) + full.rooms())
                  .as("%s", full)
                  .isGreaterThan(storm.rooms(full.type())));
      assertThat(deadlocks(site)).isZero();
      fillsExactly(site, node, storm);
      assertClean(site, node);
    }
  }

  /** After the last hold has lapsed, one-night guests get every room and nobody gets one more. */
  private static void fillsExactly(Site site, BookingNode node, Storm storm) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            site.count(
                    "SELECT count(*) FROM booking.stay WHERE status IN ('HELD', 'PAYING') AND expires_at > clock_timestamp()")
                == 0);
    try (var patient = BookingNode.start(site, BookingNode.API_ONLY)) {
      for (int night = 0; night < Storm.NIGHTS; night++) {
        assertThat(filled(patient, storm, night, storm.single)).isEqualTo(1);
        assertThat(filled(patient, storm, night, storm.twins)).isEqualTo(2);
      }
    }
    assertThat(
            site.count("SELECT count(*) FROM booking.room_night WHERE held <> total OR booked > 0"))
        .isZero();
  }

  private static int filled(BookingNode node, Storm storm, int night, UUID type) {
    var day = SomeHotel.DAY.plusDays(night);
    for (int rooms = 0; rooms < 10; rooms++) {
      var guest = new Guest(node);
      var asked = guest.ask(storm.hotel, storm.plan, day, 1, type);
      if (asked.statusCode() == 409) return rooms;
      guest.held(storm.hotel, storm.plan, day, 1, type);
    }
    return 10;
  }

  private static void assertClean(Site site, BookingNode node) {
    for (var name :
        List.of(
            "room-night-is-its-ledger",
            "held-rooms-are-live-holds",
            "booked-rooms-are-live-stays")) {
      var rule = node.bean(AuditRule.class, name);
      assertThat(site.rows(rule.sql(), rule.grace().toSeconds())).as(name).isEmpty();
    }
  }

  /** Negative control: the order in which the nights are locked. */
  @Test
  void lockedInNoOrderTheyWouldDeadlock() {
    var site = Site.open("http://127.0.0.1:1");
    try (var node = BookingNode.start(site, without("unordered"))) {
      var storm = new Storm(site, node);
      rageUntil(storm, () -> deadlocks(site) > 0 && storm.serverErrors() > 0);
    }
  }

  /**
   * Negative control: the locks. The constraint alone keeps what is promised, and refuses rudely.
   */
  @Test
  void unlockedTheConstraintAloneWouldKeepThemFromBeingPromisedTwice() {
    var site = Site.open("http://127.0.0.1:1");
    try (var node = BookingNode.start(site, without("none"))) {
      var storm = new Storm(site, node);
      rageUntil(storm, () -> storm.serverErrors() > 0);
      assertThat(storm.nightsOver()).isZero();
    }
  }

  /** Negative control: the constraint behind the locks. */
  @Test
  void unlockedAndUnconstrainedTheyWouldBePromisedTwice() {
    var site = Site.open("http://127.0.0.1:1");
    site.sql("ALTER TABLE booking.room_night DROP CONSTRAINT room_night_never_over");
    try (var node = BookingNode.start(site, without("none"))) {
      var storm = new Storm(site, node);
      rageUntil(storm, () -> storm.nightsOver() > 0);
    }
  }

  private static void rageUntil(Storm storm, BooleanSupplier seen) {
    rageUntil(storm, CONTROL_GUESTS, seen);
  }

  private static void rageUntil(Storm storm, int guests, BooleanSupplier seen) {
    var seed = new int[] {0};
    await()
        .atMost(PATIENCE)
        .until(() -> {
          storm.rage(guests, 2, seed[0]++);
          return seen.getAsBoolean();
        });
  }

  private static Map<String, Object> without(String guard) {
    var settings = new HashMap<>(STORMY);
    settings.put("test.night-locks", guard);
    return settings;
  }

  private static int deadlocks(Site site) {
    return site.count("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
  }
}
