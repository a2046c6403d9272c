package souk.server.active;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import souk.platform.identity.Person;

@Tag(name = "me")
@Controller("/v1/me/active")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
class ActiveController {
  private final ActiveViews views;

  ActiveController(ActiveViews views) {
    this.views = views;
  }

  @Get
  @Operation(summary = "What I have going on, as rider and as driver")
  ActiveView active(Person person) {
    return views.of(person);
  }
}
