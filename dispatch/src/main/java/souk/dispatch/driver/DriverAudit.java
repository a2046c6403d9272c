package souk.dispatch.driver;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import souk.platform.audit.AuditRule;

/** What must be true of drivers at any moment. */
@Factory
final class DriverAudit {
  /** Every change is one transaction; the grace covers nothing but a clock that was moved. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @Singleton
  @Named("dispatch_promised_in_another_city")
  AuditRule promisedInAnotherCity() {
    return new AuditRule(
        "dispatch_promised_in_another_city",
        "A driver who is promised to a trip is of the trip's city.",
        AT_ONCE,
        """
        SELECT CAST(driver.id AS text) AS subject,
               'of ' || driver.city_id || ', promised in ' || claim.city_id AS detail
        FROM dispatch.driver_claim claim JOIN dispatch.driver ON driver.id = claim.driver_id
        WHERE claim.city_id <> driver.city_id
          AND claim.claimed_at < clock_timestamp() - ? * interval '1 s'
        """);
  }
}
