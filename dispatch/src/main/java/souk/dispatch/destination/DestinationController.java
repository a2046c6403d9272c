package souk.dispatch.destination;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import souk.dispatch.trip.DriversTrip;
import souk.platform.identity.Person;
import souk.platform.identity.Role;

@Controller("/v1/trips/{id}/destination")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.DRIVER)
@Tag(name = "trips")
class DestinationController {
  private final AnswerProposal answer;

  DestinationController(AnswerProposal answer) {
    this.answer = answer;
  }

  /** Which proposal is meant: its {@code id}. */
  @Introspected
  @Schema(name = "DestinationAnswer")
  record Answered(@NotNull UUID changeId) {}

  @Post("/accept")
  @Operation(summary = "Agree to the rider's other destination")
  DriversTrip accept(Person driver, UUID id, @Valid @Body Answered body) {
    return DriversTrip.of(answer.accept(driver.id(), id, body.changeId()));
  }

  @Post("/decline")
  @Operation(summary = "Refuse the rider's other destination; the trip goes on as it was")
  DestinationProposal decline(Person driver, UUID id, @Valid @Body Answered body) {
    return answer.decline(driver.id(), id, body.changeId());
  }
}
