package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.booking.ApiCalls.answered;
import static souk.booking.stay.SomeHotel.DAY;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.platform.audit.AuditRule;

/** Each rule fires on a breach that was planted, and on nothing else. */
class StayAuditRulesTest {
  private static final String LEDGER = "room-night-is-its-ledger";
  private static final String HOLDS = "held-rooms-are-live-holds";
  private static final String LAPSED = "lapsed-hold-is-ended";

  private static final String BOOKED = "booked-rooms-are-live-stays";
  private static final String PROGRESS = "open-stay-makes-progress";

  private Site site;
  private BookingNode node;
  private UUID type;
  private UUID held;

  @BeforeEach
  void aHotelOfWhichARoomIsHeldAndOneWasGivenBack() {
    site = Site.open("http://127.0.0.1:1");
    node = BookingNode.start(site, BookingNode.API_ONLY);
    var hotel = SomeHotel.open(node);
    var plan = hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
    type = hotel.type("Double");
    hotel.sell(type, plan, DAY, 3, 2, 10_000);
    var guest = new Guest(node);
    held = guest.held(hotel, plan, DAY, 3, type);
    answered(guest.cancel(guest.held(hotel, plan, DAY, 1, type)), 200);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void allAreSilentWhileNothingIsWrong() {
    assertThat(breaches(LEDGER)).isEmpty();
    assertThat(breaches(HOLDS)).isEmpty();
    assertThat(breaches(LAPSED)).isEmpty();
    assertThat(breaches(BOOKED)).isEmpty();
    assertThat(breaches(PROGRESS)).isEmpty();
  }

  @Test
  void aRoomThatIsBookedForNobodyIsABreach() {
    site.sql("UPDATE booking.room_night SET booked = 1 WHERE night = ?", DAY);
    assertThat(breaches(BOOKED)).containsExactly(type + " " + DAY);
    assertThat(breaches(LEDGER)).containsExactly(type + " " + DAY);
  }

  @Test
  void aStayThatIsBookedWithoutARoomIsABreach() {
    site.sql(
        "UPDATE booking.stay SET status = 'CONFIRMED', confirmation = 'M-1',"
            + " confirmed_at = clock_timestamp(), arrives_from = held_at, no_show_from = held_at,"
            + " leave_by = held_at WHERE id = ?",
        held);
    assertThat(breaches(BOOKED)).hasSize(3);
    assertThat(breaches(HOLDS)).hasSize(3);
  }

  @Test
  void aStayThatOutlastsItsDaysIsABreachAfterItsGrace() {
    checkedIn("leave_by", "1 min");
    assertThat(breaches(PROGRESS)).isEmpty();
    checkedIn("leave_by", "3 min");
    assertThat(breaches(PROGRESS)).containsExactly(held.toString());
    checkedIn("divide_at", "3 min");
    assertThat(breaches(PROGRESS)).containsExactly(held.toString());
    site.sql("UPDATE booking.stay SET divided_at = divide_at WHERE id = ?", held);
    assertThat(breaches(PROGRESS)).isEmpty();
  }

  /** Whenever it is looked at next. */
  private void checkedIn(String deadline, String ago) {
    site.sql(
        "UPDATE booking.stay SET status = 'CHECKED_IN', confirmation = 'M-1', payment = 'CAPTURED',"
            + " confirmed_at = held_at, checked_in_at = held_at, arrives_from = held_at,"
            + " no_show_from = held_at, phase = 'AWAIT_STAY',"
            + " divide_at = clock_timestamp() + interval '1 day',"
            + " leave_by = clock_timestamp() + interval '1 day' WHERE id = ?",
        held);
    site.sql(
        "UPDATE booking.stay SET %s = clock_timestamp() - interval '%s' WHERE id = ?"
            .formatted(deadline, ago),
        held);
  }

  @Test
  void aPaymentThatNobodyDrivesIsABreachAfterItsGrace() {
    paying("1 min");
    assertThat(breaches(PROGRESS)).isEmpty();
    assertThat(breaches(LAPSED)).isEmpty();
    paying("3 min");
    assertThat(breaches(PROGRESS)).containsExactly(held.toString());
    assertThat(breaches(LAPSED)).containsExactly(held.toString());

    node.bean(ExpireHolds.class).pass();

    assertThat(breaches(LAPSED)).isEmpty();
    assertThat(breaches(HOLDS)).isEmpty();
  }

  private void paying(String ago) {
    var since = "clock_timestamp() - interval '%s'".formatted(ago);
    site.sql(
        "UPDATE booking.stay SET status = 'PAYING', attempt = 1, card_id = id, phase = 'AUTHORIZE',"
            + " held_until = %1$s, expires_at = %1$s, phase_since = %1$s, next_wake_at = %1$s"
                .formatted(since)
            + " WHERE id = ?",
        held);
  }

  @Test
  void aCounterThatNobodyWroteDownIsABreach() {
    site.sql("UPDATE booking.room_night SET held = 2 WHERE night = ?", DAY);
    assertThat(breaches(LEDGER)).containsExactly(type + " " + DAY);
    assertThat(breaches(HOLDS)).containsExactly(type + " " + DAY);
  }

  @Test
  void aRoomThatWasHeldTwiceForOneStayIsABreach() {
    site.sql(
        "UPDATE booking.stay_night SET rooms = 2 WHERE stay_id = ? AND night = ?",
        held,
        DAY.plusDays(1));
    assertThat(breaches(LEDGER)).isEmpty();
    assertThat(breaches(HOLDS)).containsExactly(type + " " + DAY.plusDays(1));
  }

  @Test
  void aHoldThatNobodyEndsIsABreachAfterItsGrace() {
    site.sql("UPDATE booking.stay SET expires_at = clock_timestamp() - interval '1 min'");
    assertThat(breaches(LAPSED)).isEmpty();
    site.sql("UPDATE booking.stay SET expires_at = clock_timestamp() - interval '3 min'");
    assertThat(breaches(LAPSED)).containsExactly(held.toString());

    node.bean(ExpireHolds.class).pass();

    assertThat(breaches(LAPSED)).isEmpty();
    assertThat(breaches(HOLDS)).isEmpty();
    assertThat(site.count("SELECT sum(held) FROM booking.room_night")).isZero();
  }

  private List<String> breaches(String name) {
    var rule = node.bean(AuditRule.class, name);
    return site.rows(rule.sql(), rule.grace().toSeconds()).stream()
        .map(row -> String.valueOf(row.get("subject")))
        .toList();
  }
}
