package souk.dispatch.destination;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of proposals at any moment. */
@Factory
final class DestinationAudit {
  /** Some passes of the loop that ends them. */
  private static final Duration PASSES = Duration.ofSeconds(5);

  @Singleton
  @Named("dispatch_proposal_past_its_time")
  AuditRule pastItsTime() {
    return new AuditRule(
        "dispatch_proposal_past_its_time",
        "No driver is asked about another destination after his time is over.",
        PASSES,
        """
        SELECT CAST(id AS text) AS subject, 'should have ended at ' || expires_at AS detail
        FROM dispatch.destination_proposal
        WHERE status = 'OPEN' AND expires_at < clock_timestamp() - ? * interval '1 s'
        """);
  }

  @Singleton
  @Named("dispatch_proposal_to_its_driver")
  AuditRule toItsDriver() {
    return new AuditRule(
        "dispatch_proposal_to_its_driver",
        "Only who drives a trip is asked about its destination.",
        PASSES,
        """
        SELECT CAST(proposal.id AS text) AS subject,
               'trip ' || trip.id || ' is ' || trip.status AS detail
        FROM dispatch.destination_proposal proposal
        JOIN dispatch.trip ON trip.id = proposal.trip_id
        WHERE proposal.status = 'OPEN'
          AND (trip.status NOT IN ('ASSIGNED', 'EN_ROUTE', 'ARRIVED', 'IN_PROGRESS')
               OR trip.driver_id IS DISTINCT FROM proposal.driver_id)
          AND trip.moved_at < clock_timestamp() - ? * interval '1 s'
        """);
  }

  @Singleton
  @Named("dispatch_trip_goes_where_agreed")
  AuditRule goesWhereAgreed() {
    return new AuditRule(
        "dispatch_trip_goes_where_agreed",
        "A trip goes to the destination that its driver agreed to last.",
        Duration.ZERO,
        """
        SELECT CAST(trip.id AS text) AS subject,
               'agreed to ' || coalesce(CAST(agreed.id AS text), 'nothing') || ', goes by '
                 || coalesce(CAST(trip.destination_change_id AS text), 'the order') AS detail
        FROM dispatch.trip
        LEFT JOIN LATERAL (
          SELECT * FROM dispatch.destination_proposal proposal
          WHERE proposal.trip_id = trip.id AND proposal.status = 'ACCEPTED'
          ORDER BY proposal.decided_at DESC LIMIT 1) agreed ON true
        WHERE trip.moved_at < clock_timestamp() - ? * interval '1 s'
          AND (trip.destination_change_id IS DISTINCT FROM agreed.id
               OR (trip.dropoff_lat, trip.dropoff_lon)
                  IS DISTINCT FROM (coalesce(agreed.dropoff_lat, trip.dropoff_lat),
                                    coalesce(agreed.dropoff_lon, trip.dropoff_lon)))
        """);
  }
}
