package souk.dispatch.eta.ledger;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Cities;
import souk.dispatch.city.CityId;
import souk.platform.identity.Role;
import souk.platform.postgres.DatabaseClock;
import souk.platform.problem.Problem;

@Controller("/v1/ops/eta")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.OPS)
@Tag(name = "operations")
final class OpsEtaController {
  private static final Duration BY_DEFAULT = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(31);

  private final Cities cities;
  private final EtaRecords records;
  private final DatabaseClock clock;

  OpsEtaController(Cities cities, EtaRecords records, DatabaseClock clock) {
    this.cities = cities;
    this.records = records;
    this.clock = clock;
  }

  @Get("/report{?city,from,to}")
  @Operation(
      summary = "How far arrival times were from what happened",
      description =
          "Of all promises that were made in the time (by default the last day, at most 31): median"
              + " and 90th percentile of the error either way and its mean, by kind of promise,"
              + " product and hour of the city's day.")
  EtaReport report(
      @QueryValue String city,
      @Nullable @QueryValue Instant from,
      @Nullable @QueryValue Instant to) {
    var served =
        cities.all().stream()
            .filter(one -> one.id().slug().equals(city))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("city"));
    var until = to == null ? clock.now() : to;
    var since = from == null ? until.minus(BY_DEFAULT) : from;
    if (!since.isBefore(until) || Duration.between(since, until).compareTo(LONGEST) > 0) {
      throw Problem.refused(
          "period_invalid", "The period must begin before it ends, and be of at most 31 days.");
    }
    var counts = records.count(new CityId(city), served.zone(), since, until);
    return EtaReport.of(served, since, until, counts);
  }
}
