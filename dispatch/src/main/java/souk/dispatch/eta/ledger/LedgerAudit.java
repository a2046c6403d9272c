package souk.dispatch.eta.ledger;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of promises at any moment. */
@Factory
final class LedgerAudit {
  /** The event has to come out of the outbox first. */
  private static final Duration RELAYED = Duration.ofSeconds(30);

  @Singleton
  @Named("dispatch_eta_left_open")
  AuditRule leftOpen() {
    return new AuditRule(
        "dispatch_eta_left_open",
        "What was promised of a trip is closed once the trip has ended.",
        RELAYED,
        """
        SELECT CAST(record.trip_id AS text) AS subject,
               record.kind || ' of a trip that is ' || trip.status AS detail
        FROM dispatch.eta_record record JOIN dispatch.trip ON trip.id = record.trip_id
        WHERE record.closed_at IS NULL AND trip.status IN ('COMPLETED', 'CANCELLED', 'HOPELESS')
          AND trip.moved_at < clock_timestamp() - ? * interval '1 s'
        """);
  }
}
