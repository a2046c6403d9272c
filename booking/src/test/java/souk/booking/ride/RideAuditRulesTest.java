package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.platform.audit.AuditRule;

/** Each rule fires on a breach that was planted, and on nothing else. */
class RideAuditRulesTest {
  private static final String CLAIMS = "rider-claims-are-live-rides";
  private static final String PROGRESS = "unsettled-ride-makes-progress";
  private static final String BOOKINGS = "booked-ride-begins-in-time";
  private static final String RECEIPTS = "settled-ride-has-its-receipt";

  private static Site site;
  private static BookingNode node;

  @BeforeAll
  static void open() {
    site = Site.open("http://127.0.0.1:1");
    node = BookingNode.start(site, BookingNode.API_ONLY);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @AfterEach
  void forget() {
    site.sql("TRUNCATE booking.ride, booking.rider_claim, booking.receipt");
  }

  @Test
  void allAreSilentWhileNothingIsWrong() {
    claim(ride("REQUESTED", "AUTHORIZE", 3600));
    claim(ride("IN_PROGRESS", "AWAIT_TRIP", 3600));
    receipt(ride("COMPLETED", "SETTLED", 3600));
    ride("CANCELLED", "SETTLED", 3600);

    assertThat(breaches(CLAIMS)).isEmpty();
    assertThat(breaches(PROGRESS)).isEmpty();
    assertThat(breaches(RECEIPTS)).isEmpty();
    assertThat(breaches(BOOKINGS)).isEmpty();
  }

  @Test
  void aLiveRideWithoutAClaimIsABreachAfterItsGrace() {
    ride("MATCHING", "AWAIT_TRIP", 1);
    assertThat(breaches(CLAIMS)).isEmpty();

    var unclaimed = ride("MATCHING", "AWAIT_TRIP", 60);

    assertThat(breaches(CLAIMS)).containsExactly(unclaimed.toString());
  }

  @Test
  void aClaimOfARideThatIsOverIsABreach() {
    var over = ride("CANCELLED", "SETTLED", 60);
    claim(over);
    site.sql("UPDATE booking.rider_claim SET claimed_at = claimed_at - interval '1 minute'");

    assertThat(breaches(CLAIMS)).containsExactly(over.toString());
  }

  @Test
  void aClaimOfAnotherRiderIsABreach() {
    var ride = ride("MATCHING", "AWAIT_TRIP", 60);
    claim(ride);
    site.sql(
        "UPDATE booking.rider_claim SET rider_id = ?, claimed_at = claimed_at - interval '1 h'",
        UUID.randomUUID());

    assertThat(breaches(CLAIMS)).containsExactly(ride.toString(), ride.toString());
  }

  @Test
  void anUnsettledRideThatNobodyLooksAtIsABreach() {
    var forgotten = ride("COMPLETED", "CAPTURE", 600);
    ride("COMPLETED", "CAPTURE", 600);
    site.sql(
        "UPDATE booking.ride SET next_wake_at = clock_timestamp() - interval '3 min' WHERE id = ?",
        forgotten);

    assertThat(breaches(PROGRESS)).containsExactly(forgotten.toString());
  }

  @Test
  void aRideThatIsLookedAtAndNeverMovesIsABreach() {
    var helpless = ride("COMPLETED", "CAPTURE", 600);
    var driven = ride("IN_PROGRESS", "AWAIT_TRIP", 600);
    site.sql(
        "UPDATE booking.ride SET phase_since = clock_timestamp() - interval '3 min' WHERE id IN (?, ?)",
        helpless,
        driven);

    assertThat(breaches(PROGRESS)).containsExactly(helpless.toString());
  }

  @Test
  void aBookedRideThatDoesNotBeginIsABreach() {
    var late = booked("- interval '3 min'", "+ interval '1 h'");
    booked("- interval '1 min'", "+ interval '1 h'");
    booked("+ interval '3 min'", "+ interval '1 h'");

    assertThat(breaches(BOOKINGS)).containsExactly(late.toString());
  }

  @Test
  void aBookedRideWaitsForItsRidersOtherRideAndNotForEver() {
    var waiting = booked("- interval '3 min'", "+ interval '1 h'");
    claim(waiting);
    assertThat(breaches(BOOKINGS)).isEmpty();

    site.sql(
        "UPDATE booking.ride SET start_until = clock_timestamp() - interval '150 s' WHERE id = ?",
        waiting);

    assertThat(breaches(BOOKINGS)).containsExactly(waiting.toString());
  }

  private static UUID booked(String start, String until) {
    var id = ride("IN_PROGRESS", "AWAIT_TRIP", 3600);
    site.sql(
        """
        UPDATE booking.ride
        SET status = 'SCHEDULED', phase = 'AWAIT_START', pickup_at = clock_timestamp(),
          start_at = clock_timestamp() %s, start_until = clock_timestamp() %s
        WHERE id = ?
        """
            .formatted(start, until),
        id);
    return id;
  }

  @Test
  void aSettledCompletedRideWithoutAReceiptIsABreach() {
    var unbilled = ride("COMPLETED", "SETTLED", 60);
    assertThat(breaches(RECEIPTS)).containsExactly(unbilled.toString());
  }

  @Test
  void aFeeNeedsItsReceipt() {
    var fee = ride("CANCELLED", "SETTLED", 60);
    site.sql("UPDATE booking.ride SET bill_minor = 500 WHERE id = ?", fee);
    assertThat(breaches(RECEIPTS)).containsExactly(fee.toString());
    receipt(fee);
    assertThat(breaches(RECEIPTS)).isEmpty();
  }

  @Test
  void aReceiptOfARideThatWasNotCompletedIsABreach() {
    var billed = ride("CANCELLED", "SETTLED", 60);
    receipt(billed);
    assertThat(breaches(RECEIPTS)).containsExactly(billed.toString());
  }

  /** The subjects of all breaches after the rule's own grace. */
  private static List<String> breaches(String name) {
    var rule = node.bean(AuditRule.class, name);
    return site.rows(rule.sql(), rule.grace().toSeconds()).stream()
        .map(row -> String.valueOf(row.get("subject")))
        .toList();
  }

  private static UUID ride(String status, String phase, int ageSeconds) {
    return PlantedRide.in(site, status, phase, ageSeconds);
  }

  private static void claim(UUID ride) {
    site.sql(
        """
        INSERT INTO booking.rider_claim (rider_id, ride_id)
        SELECT rider_id, id FROM booking.ride WHERE id = ?
        """,
        ride);
  }

  private static void receipt(UUID ride) {
    site.sql("INSERT INTO booking.receipt (ride_id, number) VALUES (?, 'MONACO-1')", ride);
  }
}
