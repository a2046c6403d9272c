package souk.dispatch.fleet;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.Collections;
import java.util.UUID;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;

@Controller("/v1/positions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Role.Names.DRIVER, Role.Names.SERVICE})
@Tag(name = "positions")
class PositionController {
  private final Positions positions;

  PositionController(Positions positions) {
    this.positions = positions;
  }

  /** What became of a batch; the numbers add up to its size. */
  @Introspected
  @Schema(name = "PositionsCounted")
  record Counted(
      int taken, int older, int stale, int future, int outOfRange, int teleport, int limited) {
    static Counted of(Tally tally) {
      return new Counted(
          tally.of(Verdict.USED),
          tally.of(Verdict.OLDER),
          tally.of(Verdict.STALE),
          tally.of(Verdict.FUTURE),
          tally.of(Verdict.OUT_OF_RANGE),
          tally.of(Verdict.TELEPORT),
          tally.limited());
    }
  }

  @Post
  @Status(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Say where drivers are and were, up to 1000 positions in any order",
      description =
          "A driver sends his own; a service sends those of many, each with its driver_id. Counted"
              + " by what became of them: taken, older than what is known, stale (over 60 s old),"
              + " in the future (over 5 s), out of range, or too far from the last for any car."
              + " A driver may send so many a second and so many at once; of more the newest are"
              + " taken and the others counted as limited, and when that is all of them the answer"
              + " is 429. What is counted is not an error; a malformed position refuses the whole"
              + " batch.")
  Counted take(Person sender, @Body PositionBatch batch) {
    var tally = new Tally();
    var byDriver = batch.byDriver(sender);
    byDriver.forEach((driver, own) -> tally.add(positions.accept(driver, own)));
    if (tally.allLimited()) throw tooMany(byDriver.keySet());
    return Counted.of(tally);
  }

  private Problem tooMany(Collection<UUID> drivers) {
    var wait = Collections.min(drivers.stream().map(positions::waitFor).toList());
    return Problem.tooMany(
        "too_many_positions", "These positions come too fast; none was looked at.", wait);
  }
}
