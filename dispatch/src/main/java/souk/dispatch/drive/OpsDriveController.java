package souk.dispatch.drive;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.trip.DriversTrip;
import souk.platform.action.Operator;
import souk.platform.identity.Person;
import souk.platform.identity.Role;

@Controller("/v1/ops/trips/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.OPS)
@Tag(name = "operations")
class OpsDriveController {
  private final ReassignTrip reassignTrip;

  OpsDriveController(ReassignTrip reassignTrip) {
    this.reassignTrip = reassignTrip;
  }

  /** With the driver, the trip is taken from nobody else. */
  @Introspected
  @Schema(name = "ReassignTrip")
  record Reassign(
      @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason,
      @Nullable UUID driverId) {}

  @Post("/reassign")
  @Operation(
      summary = "Take a trip from its driver before the rider is on board, and find another",
      description =
          "The driver is not asked again, and the trip goes first in the next round. With"
              + " `driver_id` it is taken from that driver only, so that a repetition changes"
              + " nothing.")
  DriversTrip reassign(Person operator, @PathVariable UUID id, @Valid @Body Reassign body) {
    var from = Optional.ofNullable(body.driverId());
    var reason = body.reason().strip();
    return DriversTrip.of(reassignTrip.reassign(Operator.of(operator), id, from, reason));
  }
}
