package souk.server.audit;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import souk.platform.identity.Role;

@Tag(name = "operations")
@Controller("/v1/ops/audit")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class AuditController {
  private final Auditor auditor;

  AuditController(Auditor auditor) {
    this.auditor = auditor;
  }

  @Get
  @Operation(summary = "Recompute the invariants now")
  AuditReport audit() {
    return auditor.audit();
  }
}
