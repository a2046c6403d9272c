package souk.dispatch.drive;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.fleet.Position;
import souk.dispatch.fleet.PositionBatch;
import souk.dispatch.trip.DriversTrip;
import souk.dispatch.trip.TripStatus;
import souk.dispatch.trip.TripView;
import souk.dispatch.trip.Trips;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Controller("/v1/trips/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.DRIVER)
@Tag(name = "trips")
class TripController {
  private static final String NO_REASON = "not_given";

  private final DriveTrip drive;
  private final Trips trips;

  TripController(DriveTrip drive, Trips trips) {
    this.drive = drive;
    this.trips = trips;
  }

  @Introspected
  @Schema(name = "GiveTripBack")
  record GiveBack(@Nullable @Size(min = 1, max = 200) String reason) {}

  @Introspected
  @Schema(name = "TripGivenBack")
  record GivenBack(UUID tripId, TripStatus status) {}

  @Get
  @Secured({Role.Names.DRIVER, Role.Names.OPS})
  @Operation(summary = "A trip, for its driver and for operations")
  DriversTrip get(Person person, UUID id) {
    return trips
        .find(id)
        .filter(trip -> mayRead(person, trip))
        .map(DriversTrip::of)
        .orElseThrow(() -> Problem.notFound("trip"));
  }

  @Post("/en-route")
  @Operation(summary = "The driver is on his way to the pick-up")
  DriversTrip enRoute(Person driver, UUID id) {
    return DriversTrip.of(drive.setOff(driver.id(), id));
  }

  @Post("/arrive")
  @Operation(summary = "The driver is at the pick-up")
  DriversTrip arrive(Person driver, UUID id) {
    return DriversTrip.of(drive.arrive(driver.id(), id));
  }

  @Post("/start")
  @Operation(summary = "The rider is on board")
  DriversTrip start(Person driver, UUID id) {
    return DriversTrip.of(drive.start(driver.id(), id));
  }

  @Post("/complete")
  @Operation(
      summary = "The rider has got off",
      description =
          "With the positions of the last half minute, and those before of which the phone does not"
              + " know that they have arrived, the way is known to its end: they are judged and"
              + " counted like all others, and repeating one changes nothing. Without them the bill"
              + " waits two seconds for positions that are under way.")
  DriversTrip complete(Person driver, UUID id, @Nullable @Body PositionBatch last) {
    var positions = last == null ? List.<Position>of() : last.own(driver);
    return DriversTrip.of(drive.complete(driver.id(), id, positions));
  }

  @Post("/no-show")
  @Operation(summary = "The rider did not come, and the driver has waited long enough")
  DriversTrip noShow(Person driver, UUID id) {
    return DriversTrip.of(drive.noShow(driver.id(), id));
  }

  @Post("/cancel")
  @Operation(summary = "Give the trip back before the rider is on board")
  GivenBack cancel(Person driver, UUID id, @Nullable @Valid @Body GiveBack body) {
    var reason = Optional.ofNullable(body).map(GiveBack::reason).orElse(NO_REASON);
    return new GivenBack(id, drive.giveBack(driver.id(), id, reason));
  }

  private static boolean mayRead(Person person, TripView trip) {
    var driver = trip.driver();
    return person.is(Role.OPS) || (driver != null && driver.id().equals(person.id()));
  }
}
