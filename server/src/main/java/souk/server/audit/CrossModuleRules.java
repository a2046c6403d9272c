package souk.server.audit;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** Rules across schemas: the one place that reads several modules' tables. */
@Factory
final class CrossModuleRules {
  private static final Duration PROJECTION = Duration.ofSeconds(10);

  @Singleton
  @Named("ride-follows-trip")
  AuditRule rideFollowsTrip() {
    return new AuditRule(
        "ride-follows-trip",
        "A ride shows what its trip says.",
        PROJECTION,
        """
        SELECT r.id::text AS subject, format('ride %s, trip %s', r.status, t.status) AS detail
        FROM booking.ride r JOIN dispatch.trip t ON t.id = r.id
        WHERE t.moved_at < clock_timestamp() - ? * interval '1 s'
          AND r.status <> 'PAYMENT_DECLINED'
          AND r.status NOT IN (
            SELECT unnest(CASE t.status
              WHEN 'WAITING' THEN ARRAY['REQUESTED', 'MATCHING']
              WHEN 'OFFERED' THEN ARRAY['REQUESTED', 'MATCHING']
              WHEN 'ASSIGNED' THEN ARRAY['DRIVER_ASSIGNED']
              WHEN 'CANCELLED' THEN ARRAY['CANCELLED', 'NO_SHOW']
              WHEN 'HOPELESS' THEN ARRAY['NO_DRIVER']
              ELSE ARRAY[t.status] END))\
        """);
  }

  @Singleton
  @Named("ride-goes-where-its-trip-goes")
  AuditRule rideGoesWhereItsTripGoes() {
    return new AuditRule(
        "ride-goes-where-its-trip-goes",
        "Ride and trip have one destination, and it is the one that was agreed on last.",
        PROJECTION,
        """
        SELECT r.id::text AS subject,
               format('ride to %s %s, trip to %s %s by %s, agreed %s', r.dropoff_lat, r.dropoff_lon,
                      t.dropoff_lat, t.dropoff_lon, coalesce(t.destination_change_id::text, 'order'),
                      coalesce(c.id::text, 'none')) AS detail
        FROM booking.ride r JOIN dispatch.trip t ON t.id = r.id
        LEFT JOIN LATERAL (SELECT id FROM booking.destination_change
                           WHERE ride_id = r.id AND status = 'AGREED'
                           ORDER BY number DESC LIMIT 1) c ON true
        WHERE t.moved_at < clock_timestamp() - ? * interval '1 s'
          AND ((r.dropoff_lat, r.dropoff_lon) IS DISTINCT FROM (t.dropoff_lat, t.dropoff_lon)
               OR t.destination_change_id IS DISTINCT FROM c.id)\
        """);
  }

  @Singleton
  @Named("trip-has-its-ride")
  AuditRule tripHasItsRide() {
    return new AuditRule(
        "trip-has-its-ride",
        "A live trip serves a ride that exists and is live.",
        PROJECTION,
        """
        SELECT t.id::text AS subject,
               format('trip %s, ride %s', t.status, coalesce(r.status, 'none')) AS detail
        FROM dispatch.trip t LEFT JOIN booking.ride r ON r.id = t.id
        WHERE t.status IN ('WAITING', 'OFFERED', 'ASSIGNED', 'EN_ROUTE', 'ARRIVED', 'IN_PROGRESS')
          AND t.moved_at < clock_timestamp() - ? * interval '1 s'
          AND (r.id IS NULL OR r.status IN ('CANCELLED', 'NO_DRIVER', 'NO_SHOW', 'PAYMENT_DECLINED',
                                                'COMPLETED'))\
        """);
  }

  @Singleton
  @Named("outbox-drained")
  AuditRule outboxDrained() {
    return new AuditRule(
        "outbox-drained",
        "No event waits in an outbox.",
        Duration.ofSeconds(5),
        """
        SELECT o.id::text AS subject,
               format('%s in %s since %s, tried %s times', o.type, o.module, o.at, o.attempts) AS detail
        FROM (SELECT 'booking' AS module, id, type, at, attempts FROM booking.outbox
              UNION ALL SELECT 'dispatch', id, type, at, attempts FROM dispatch.outbox
              UNION ALL SELECT 'payments', id, type, at, attempts FROM payments.outbox
              UNION ALL SELECT 'platform', id, type, at, attempts FROM platform.outbox) o
        WHERE o.at < clock_timestamp() - ? * interval '1 s'\
        """);
  }
}
