package souk.booking.ride;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of rides alone. */
@Factory
final class RideAuditRules {
  @Singleton
  @Named("rider-claims-are-live-rides")
  AuditRule claims() {
    return new AuditRule(
        "rider-claims-are-live-rides",
        "Every rider claim is one live ride, and every live ride is claimed.",
        Duration.ofSeconds(5),
        """
        SELECT coalesce(r.id, c.ride_id)::text AS subject,
               format('ride %s, claim %s', coalesce(r.status, 'none'),
                      coalesce(c.rider_id::text, 'none')) AS detail
        FROM (SELECT * FROM booking.ride
              WHERE status IN ('REQUESTED', 'MATCHING', 'DRIVER_ASSIGNED', 'EN_ROUTE', 'ARRIVED',
                               'IN_PROGRESS')) r
        FULL JOIN booking.rider_claim c ON c.ride_id = r.id AND c.rider_id = r.rider_id
        WHERE (r.id IS NULL OR c.rider_id IS NULL)
          AND coalesce(r.requested_at, c.claimed_at) < clock_timestamp() - ? * interval '1 s'\
        """);
  }

  @Singleton
  @Named("unsettled-ride-makes-progress")
  AuditRule progress() {
    return new AuditRule(
        "unsettled-ride-makes-progress",
        "An unsettled ride is looked at in time, and what its saga has to do gets done.",
        Duration.ofMinutes(2),
        """
        SELECT id::text AS subject,
               format('%s, %s since %s, due %s', status, phase, phase_since, next_wake_at) AS detail
        FROM booking.ride
        WHERE settled_at IS NULL
          AND CASE WHEN phase IN ('AWAIT_TRIP', 'AWAIT_START', 'AWAIT_PAYER') THEN next_wake_at ELSE least(phase_since, next_wake_at) END
              < clock_timestamp() - ? * interval '1 s'\
        """);
  }

  @Singleton
  @Named("booked-ride-begins-in-time")
  AuditRule bookings() {
    return new AuditRule(
        "booked-ride-begins-in-time",
        "A booked ride begins when its time has come, unless its rider is busy; then it is dropped.",
        Duration.ofMinutes(2),
        """
        SELECT r.id::text AS subject,
               format('booked for %s, to start from %s until %s', pickup_at, start_at, start_until)
                 AS detail
        FROM booking.ride r,
             (SELECT clock_timestamp() - ? * interval '1 s' AS at) due
        WHERE r.status = 'SCHEDULED'
          AND (r.start_until < due.at
               OR r.start_at < due.at
                  AND NOT EXISTS (SELECT FROM booking.rider_claim c WHERE c.rider_id = r.rider_id)
                  AND NOT EXISTS (SELECT FROM booking.ride o
                                  WHERE o.rider_id = r.rider_id AND o.ended_at >= due.at))\
        """);
  }

  @Singleton
  @Named("settled-ride-has-its-receipt")
  AuditRule receipts() {
    return new AuditRule(
        "settled-ride-has-its-receipt",
        "A settled ride that was driven to its end or cost a fee has a receipt, no other has one.",
        Duration.ZERO,
        """
        SELECT coalesce(r.id, p.ride_id)::text AS subject,
               format('ride %s, receipt %s', coalesce(r.status, 'none'), coalesce(p.number, 'none'))
                 AS detail
        FROM (SELECT * FROM booking.ride
              WHERE (status = 'COMPLETED' OR bill_minor > 0)
                AND settled_at < clock_timestamp() - ? * interval '1 s') r
        FULL JOIN booking.receipt p ON p.ride_id = r.id
        WHERE r.id IS NULL OR p.ride_id IS NULL\
        """);
  }

  @Singleton
  @Named("collection-makes-progress")
  AuditRule collections() {
    return new AuditRule(
        "collection-makes-progress",
        "A debt or a tip whose card is to be asked is looked at when its time has come.",
        Duration.ofMinutes(2),
        """
        SELECT id::text AS subject, format('%s %s, due %s', kind, status, next_look_at) AS detail
        FROM (SELECT id, 'debt' AS kind, status, next_look_at FROM booking.debt
              UNION ALL SELECT ride_id, 'tip', status, next_look_at FROM booking.tip) c
        WHERE next_look_at < clock_timestamp() - ? * interval '1 s'\
        """);
  }
}
