package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.booking.BookingNode;
import souk.booking.Site;

/** A ride whose step does not get done is driven anew, again and again, and stays to be seen. */
class StuckRidesTest {
  /** What a rider and the audit see of the ride's progress. */
  private static final String REST =
      "SELECT version, status, phase, phase_since, moved_at, next_wake_at FROM booking.ride";

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
    site.sql("TRUNCATE booking.ride");
  }

  @Test
  void isClaimedOnceInThirtySecondsAndOnlyTheClaimIsWritten() {
    var ride = PlantedRide.in(site, "COMPLETED", "CAPTURE", 600);
    var rides = node.bean(Rides.class);
    assertThat(rides.claimStuck(10)).isEmpty();

    age("moved_at");
    var before = site.rows(REST);
    assertThat(rides.claimStuck(10)).containsExactly(ride);
    assertThat(rides.claimStuck(10)).isEmpty();
    age("driven_anew_at");
    assertThat(rides.claimStuck(10)).containsExactly(ride);

    assertThat(site.rows(REST)).isEqualTo(before).hasSize(1);
  }

  @Test
  void aRideThatWaitsForPeopleIsLeftAlone() {
    PlantedRide.in(site, "IN_PROGRESS", "AWAIT_TRIP", 600);
    age("moved_at");

    assertThat(node.bean(Rides.class).claimStuck(10)).isEmpty();
  }

  private static void age(String column) {
    site.sql("UPDATE booking.ride SET %s = clock_timestamp() - interval '31 s'".formatted(column));
  }
}
