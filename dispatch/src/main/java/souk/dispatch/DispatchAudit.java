package souk.dispatch;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of drivers, offers, trips and claims at any moment. */
@Factory
final class DispatchAudit {
  /** Every change is one transaction; the grace covers nothing but a clock that was moved. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /** A round comes every second; another process takes over a city after three. */
  private static final Duration ROUND = Duration.ofSeconds(10);

  @Singleton
  @Named("dispatch_driver_on_two_trips")
  AuditRule driverOnTwoTrips() {
    return new AuditRule(
        "dispatch_driver_on_two_trips",
        "No driver is on two live trips, but for a next one that waits until he has ended the other.",
        AT_ONCE,
        """
        SELECT CAST(driver_id AS text) AS subject,
               'drives ' || string_agg(CAST(id AS text), ' and ' ORDER BY id) AS detail
        FROM dispatch.trip
        WHERE status IN ('ASSIGNED', 'EN_ROUTE', 'ARRIVED', 'IN_PROGRESS')
          AND moved_at < clock_timestamp() - ? * interval '1 s'
          AND NOT (status = 'ASSIGNED' AND EXISTS (
            SELECT FROM dispatch.driver_claim claim
            WHERE claim.trip_id = trip.id AND claim.driver_id = trip.driver_id AND claim.slot = 1))
        GROUP BY driver_id HAVING count(*) > 1
        """);
  }

  @Singleton
  @Named("dispatch_trip_with_two_drivers")
  AuditRule tripWithTwoDrivers() {
    return new AuditRule(
        "dispatch_trip_with_two_drivers",
        "A trip has the one driver who accepted it and did not give it back.",
        AT_ONCE,
        """
        WITH kept AS (
          SELECT offer.trip_id, offer.driver_id, trip.driver_id AS drives
          FROM dispatch.offer JOIN dispatch.trip ON trip.id = offer.trip_id
          WHERE offer.status = 'ACCEPTED' AND offer.given_back_at IS NULL
            AND offer.decided_at < clock_timestamp() - ? * interval '1 s')
        SELECT CAST(trip_id AS text) AS subject,
               'accepted by ' || string_agg(CAST(driver_id AS text), ' and ' ORDER BY driver_id)
                 || ', driven by ' || coalesce(CAST(min(CAST(drives AS text)) AS text), 'nobody')
                 AS detail
        FROM kept GROUP BY trip_id
        HAVING count(*) > 1 OR bool_or(driver_id IS DISTINCT FROM drives)
        """);
  }

  @Singleton
  @Named("dispatch_offer_past_its_time")
  AuditRule offerPastItsTime() {
    return new AuditRule(
        "dispatch_offer_past_its_time",
        "No offer is open past its time.",
        ROUND,
        """
        SELECT CAST(id AS text) AS subject, 'should have ended at ' || expires_at AS detail
        FROM dispatch.offer
        WHERE status = 'OPEN' AND expires_at < clock_timestamp() - ? * interval '1 s'
        """);
  }

  @Singleton
  @Named("dispatch_two_open_offers")
  AuditRule twoOpenOffers() {
    return new AuditRule(
        "dispatch_two_open_offers",
        "A driver is asked about one trip at a time, and a trip is offered to one driver at a time.",
        AT_ONCE,
        """
        WITH open AS (
          SELECT id, driver_id, trip_id FROM dispatch.offer
          WHERE status = 'OPEN' AND made_at < clock_timestamp() - ? * interval '1 s')
        SELECT CAST(driver_id AS text) AS subject, 'is asked ' || count(*) || ' times' AS detail
        FROM open GROUP BY driver_id HAVING count(*) > 1
        UNION ALL
        SELECT CAST(trip_id AS text), 'is offered ' || count(*) || ' times'
        FROM open GROUP BY trip_id HAVING count(*) > 1
        """);
  }

  @Singleton
  @Named("dispatch_claim_without_job")
  AuditRule claimWithoutJob() {
    return new AuditRule(
        "dispatch_claim_without_job",
        "A driver is claimed only by an open offer or a live trip of his.",
        AT_ONCE,
        """
        SELECT CAST(claim.driver_id AS text) AS subject,
               claim.kind || ' of trip ' || claim.trip_id AS detail
        FROM dispatch.driver_claim claim
        WHERE claim.claimed_at < clock_timestamp() - ? * interval '1 s'
          AND NOT EXISTS (
            SELECT FROM dispatch.offer JOIN dispatch.trip ON trip.id = offer.trip_id
            WHERE offer.id = claim.offer_id AND offer.driver_id = claim.driver_id
              AND offer.trip_id = claim.trip_id
              AND CASE claim.kind
                    WHEN 'OFFER' THEN offer.status = 'OPEN' AND trip.status = 'OFFERED'
                    ELSE offer.status = 'ACCEPTED' AND trip.driver_id = claim.driver_id
                      AND trip.status IN ('ASSIGNED', 'EN_ROUTE', 'ARRIVED', 'IN_PROGRESS')
                  END)
        """);
  }

  @Singleton
  @Named("dispatch_next_job_beside_a_trip")
  AuditRule nextJobBesideATrip() {
    return new AuditRule(
        "dispatch_next_job_beside_a_trip",
        "A driver has a next job only while he drives a trip, and does not set off to it before.",
        AT_ONCE,
        """
        SELECT CAST(next.driver_id AS text) AS subject,
               'next job ' || next.trip_id || ' is ' || coalesce(trip.status, 'unknown')
                 || ' beside ' || coalesce(CAST(present.trip_id AS text), 'nothing') AS detail
        FROM dispatch.driver_claim next
        LEFT JOIN dispatch.trip ON trip.id = next.trip_id
        LEFT JOIN dispatch.driver_claim present
          ON present.driver_id = next.driver_id AND present.slot = 0 AND present.kind = 'TRIP'
        WHERE next.slot = 1 AND next.claimed_at < clock_timestamp() - ? * interval '1 s'
          AND (present.trip_id IS NULL OR coalesce(trip.status, '') NOT IN ('OFFERED', 'ASSIGNED'))
        """);
  }

  @Singleton
  @Named("dispatch_job_without_claim")
  AuditRule jobWithoutClaim() {
    return new AuditRule(
        "dispatch_job_without_claim",
        "Every open offer and every live trip claims its driver.",
        AT_ONCE,
        """
        WITH job AS (
          SELECT offer.trip_id, offer.driver_id, 'OFFER' AS kind, offer.made_at AS since
          FROM dispatch.offer WHERE status = 'OPEN'
          UNION ALL
          SELECT id, driver_id, 'TRIP', moved_at FROM dispatch.trip
          WHERE status IN ('ASSIGNED', 'EN_ROUTE', 'ARRIVED', 'IN_PROGRESS')
          UNION ALL
          SELECT trip.id, open.driver_id, 'OFFER', trip.moved_at
          FROM dispatch.trip
          LEFT JOIN dispatch.offer open ON open.trip_id = trip.id AND open.status = 'OPEN'
          WHERE trip.status = 'OFFERED')
        SELECT DISTINCT CAST(job.trip_id AS text) AS subject,
               job.kind || ' without a claim of driver ' || coalesce(CAST(job.driver_id AS text), '')
                 AS detail
        FROM job
        WHERE job.since < clock_timestamp() - ? * interval '1 s'
          AND NOT EXISTS (
            SELECT FROM dispatch.driver_claim claim
            WHERE claim.trip_id = job.trip_id AND claim.driver_id = job.driver_id
              AND claim.kind = job.kind)
        """);
  }

  @Singleton
  @Named("dispatch_search_past_its_time")
  AuditRule searchPastItsTime() {
    return new AuditRule(
        "dispatch_search_past_its_time",
        "No trip waits for a driver after its search should have ended.",
        ROUND,
        """
        SELECT CAST(id AS text) AS subject, 'should have ended at ' || search_until AS detail
        FROM dispatch.trip
        WHERE status = 'WAITING' AND search_until < clock_timestamp() - ? * interval '1 s'
        """);
  }
}
