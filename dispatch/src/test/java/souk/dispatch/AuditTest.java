package souk.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import souk.dispatch.drive.DriveTrip;
import souk.dispatch.offer.AcceptOffer;
import souk.dispatch.trip.Trips;
import souk.platform.audit.AuditRule;

/** Each rule is silent on a busy city, and fires when its breach is planted. */
class AuditTest {
  private static TestCity city;
  private static UUID asked;
  private static UUID driving;
  private static UUID alsoDriving;
  private static UUID openOffer;
  private static UUID liveTrip;
  private static UUID otherLiveTrip;
  private static UUID waitingTrip;

  record Plant(String rule, String sql) {
    @Override
    public String toString() {
      return rule + ": " + sql.lines().findFirst().orElseThrow();
    }
  }

  @BeforeAll
  static void open() {
    city = TestCity.open();
    asked = city.driver();
    openOffer = city.offered(asked);
    driving = city.driver();
    liveTrip = accepted(driving);
    alsoDriving = city.driver();
    otherLiveTrip = accepted(alsoDriving);
    var fickle = city.driver();
    city.bean(DriveTrip.class).giveBack(fickle, accepted(fickle), "flat_tyre");
    var unlucky = city.driver();
    var request = TestCity.asked();
    city.bean(AcceptOffer.class)
        .accept(unlucky, city.offered(city.bean(Trips.class).request(request), unlucky));
    city.bean(Trips.class).cancel(request, TestCity.byRider());
    waitingTrip = city.requested().id();
    // everything is older than any grace but that of deadlines
    city.sql("UPDATE dispatch.trip SET moved_at = moved_at - interval '10 s'");
    city.sql(
        "UPDATE dispatch.offer SET made_at = made_at - interval '10 s',"
            + " decided_at = decided_at - interval '10 s'");
    city.sql("UPDATE dispatch.driver_claim SET claimed_at = claimed_at - interval '10 s'");
  }

  @AfterAll
  static void close() {
    city.close();
  }

  static Stream<Plant> plants() {
    return Stream.of(
        new Plant(
            "dispatch_driver_on_two_trips",
            "UPDATE dispatch.trip SET driver_id = '%s' WHERE id = '%s'"
                .formatted(driving, otherLiveTrip)),
        new Plant(
            "dispatch_trip_with_two_drivers",
            "UPDATE dispatch.offer SET trip_id = '%s' WHERE trip_id = '%s'"
                .formatted(liveTrip, otherLiveTrip)),
        new Plant(
            "dispatch_trip_with_two_drivers",
            "UPDATE dispatch.trip SET driver_id = '%s' WHERE id = '%s'"
                .formatted(UUID.randomUUID(), liveTrip)),
        new Plant(
            "dispatch_offer_past_its_time",
            "UPDATE dispatch.offer SET expires_at = clock_timestamp() - interval '11 s'"
                + " WHERE id = '%s'".formatted(openOffer)),
        new Plant("dispatch_two_open_offers", copyOfOpenOffer("driver_id", "gen_random_uuid()")),
        new Plant("dispatch_two_open_offers", copyOfOpenOffer("gen_random_uuid()", "trip_id")),
        new Plant(
            "dispatch_claim_without_job",
            """
            INSERT INTO dispatch.driver_claim (driver_id, kind, trip_id, offer_id, city_id, claimed_at)
            VALUES (gen_random_uuid(), 'OFFER', gen_random_uuid(), gen_random_uuid(), 'monaco',
                    clock_timestamp() - interval '10 s')
            """),
        new Plant(
            "dispatch_claim_without_job",
            "UPDATE dispatch.trip SET status = 'COMPLETED' WHERE id = '%s'".formatted(liveTrip)),
        new Plant(
            "dispatch_claim_without_job",
            "UPDATE dispatch.driver_claim SET kind = 'TRIP' WHERE offer_id = '%s'"
                .formatted(openOffer)),
        new Plant(
            "dispatch_next_job_beside_a_trip",
            "UPDATE dispatch.driver_claim SET slot = 1 WHERE offer_id = '%s'".formatted(openOffer)),
        new Plant(
            "dispatch_next_job_beside_a_trip",
            "UPDATE dispatch.driver_claim SET slot = 1, driver_id = '%s' WHERE trip_id = '%s'; UPDATE dispatch.trip SET status = 'EN_ROUTE' WHERE id = '%s'"
                .formatted(driving, otherLiveTrip, otherLiveTrip)),
        new Plant(
            "dispatch_job_without_claim",
            "DELETE FROM dispatch.driver_claim WHERE offer_id = '%s'".formatted(openOffer)),
        new Plant(
            "dispatch_job_without_claim",
            "DELETE FROM dispatch.driver_claim WHERE trip_id = '%s'".formatted(liveTrip)),
        new Plant(
            "dispatch_job_without_claim",
            "UPDATE dispatch.trip SET status = 'OFFERED' WHERE id = '%s'".formatted(waitingTrip)),
        new Plant(
            "dispatch_chat_without_gaps",
            """
            INSERT INTO dispatch.chat (id, city_id, trip_id, driver_id, rider_id, last_seq, last_at)
            VALUES (gen_random_uuid(), 'monaco', gen_random_uuid(), gen_random_uuid(),
                    gen_random_uuid(), 1, clock_timestamp() - interval '10 s')
            """),
        new Plant(
            "dispatch_promised_in_another_city",
            "UPDATE dispatch.driver SET city_id = 'nice' WHERE id = '%s'".formatted(driving)),
        new Plant(
            "dispatch_reputation_is_its_ratings",
            """
            INSERT INTO dispatch.reputation (person_id, party, ratings, weight, weighted_stars)
            VALUES (gen_random_uuid(), 'DRIVER', 1, 5, 25)
            """),
        new Plant(
            "dispatch_reputation_is_its_ratings",
            """
            INSERT INTO dispatch.rating
              (trip_id, rated_by, city_id, rater_id, person_id, stars, weight, created_at)
            VALUES (gen_random_uuid(), 'RIDER', 'monaco', gen_random_uuid(), gen_random_uuid(), 5, 5,
                    clock_timestamp() - interval '10 s')
            """),
        new Plant(
            "dispatch_eta_left_open",
            """
            WITH ended AS (
              UPDATE dispatch.trip SET status = 'CANCELLED', cancelled_by = 'RIDER',
                cancel_reason = 'none', moved_at = clock_timestamp() - interval '31 s'
              WHERE id = '%s' RETURNING id)
            INSERT INTO dispatch.eta_record
              (city_id, trip_id, kind, product, shown_at, predicted_s, source, traffic_version)
            SELECT 'monaco', id, 'QUOTE', 'standard', clock_timestamp(), 60, 'ROAD', 0 FROM ended
            """
                .formatted(waitingTrip)),
        new Plant(
            "dispatch_proposal_past_its_time",
            proposal("OPEN", "interval '6 s'", driving, liveTrip)),
        new Plant(
            "dispatch_proposal_to_its_driver", proposal("OPEN", "interval '0 s'", asked, liveTrip)),
        new Plant(
            "dispatch_trip_goes_where_agreed",
            proposal("ACCEPTED", "interval '0 s'", driving, liveTrip)),
        new Plant(
            "dispatch_trip_goes_where_agreed",
            "UPDATE dispatch.trip SET destination_change_id = gen_random_uuid() WHERE id = '%s'"
                .formatted(liveTrip)),
        new Plant(
            "dispatch_search_past_its_time",
            "UPDATE dispatch.trip SET search_until = clock_timestamp() - interval '11 s'"
                + " WHERE id = '%s'".formatted(waitingTrip)));
  }

  @ParameterizedTest
  @MethodSource("plants")
  void aPlantedBreachIsFound(Plant plant) throws SQLException {
    try (var connection = city.connect()) {
      connection.setAutoCommit(false);
      assertThat(breaches(connection, plant.rule())).isEmpty();
      connection.createStatement().executeUpdate(plant.sql());

      assertThat(breaches(connection, plant.rule())).isNotEmpty();
      connection.rollback();
    }
  }

  @Test
  void aBusyCityHasNoBreachAndEveryRuleIsTried() throws SQLException {
    var found = new ArrayList<String>();
    try (var connection = city.connect()) {
      for (var rule : rules()) found.addAll(breaches(connection, rule.name()));
    }
    assertThat(found).isEmpty();
    assertThat(rules().stream().map(AuditRule::name))
        .hasSameElementsAs(plants().map(Plant::rule).distinct().toList());
  }

  @Test
  void aDeadlineThatPassedJustNowIsNoBreachYet() throws SQLException {
    try (var connection = city.connect()) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .executeUpdate("UPDATE dispatch.offer SET expires_at = clock_timestamp()");

      assertThat(breaches(connection, "dispatch_offer_past_its_time")).isEmpty();
      connection.rollback();
    }
  }

  private static String proposal(String status, String overdue, UUID driver, UUID trip) {
    return """
    INSERT INTO dispatch.destination_proposal
      (id, city_id, trip_id, driver_id, dropoff_lat, dropoff_lon, fare_minor, fare_currency,
       status, expires_at, push_at, decided_at)
    VALUES (gen_random_uuid(), 'monaco', '%s', '%s', 43.7, 7.4, 1000, 'EUR', '%s',
            clock_timestamp() - %s, clock_timestamp(),
            CASE WHEN '%s' <> 'OPEN' THEN clock_timestamp() END)
    """
        .formatted(trip, driver, status, overdue, status);
  }

  private static String copyOfOpenOffer(String driver, String trip) {
    return """
    INSERT INTO dispatch.offer (id, city_id, trip_id, driver_id, status, pickup_eta_s,
      explanation, made_at, expires_at, push_at)
    SELECT gen_random_uuid(), city_id, %s, %s, status, pickup_eta_s, explanation, made_at,
           expires_at, push_at
    FROM dispatch.offer WHERE id = '%s'
    """
        .formatted(trip, driver, openOffer);
  }

  private static UUID accepted(UUID driver) {
    var trip = city.requested();
    city.bean(AcceptOffer.class).accept(driver, city.offered(trip, driver));
    return trip.id();
  }

  private static List<AuditRule> rules() {
    return city.bean(ApplicationContext.class).getBeansOfType(AuditRule.class).stream()
        .filter(rule -> rule.name().startsWith("dispatch_"))
        .toList();
  }

  private static Set<String> breaches(Connection connection, String name) throws SQLException {
    var rule = rules().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    var found = new HashSet<String>();
    try (var statement = connection.prepareStatement(rule.sql())) {
      statement.setLong(1, rule.grace().toSeconds());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) found.add(rows.getString("subject") + " " + rows.getString("detail"));
      }
    }
    return found;
  }
}
