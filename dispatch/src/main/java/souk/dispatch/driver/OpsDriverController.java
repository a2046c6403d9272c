package souk.dispatch.driver;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.driver.Driver.Approval;
import souk.platform.action.Operator;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;

@Controller("/v1/ops/drivers")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.OPS)
@Tag(name = "operations")
class OpsDriverController {
  private final ApproveDriver approveDriver;
  private final BlockDriver blockDriver;
  private final Drivers drivers;

  OpsDriverController(ApproveDriver approveDriver, BlockDriver blockDriver, Drivers drivers) {
    this.approveDriver = approveDriver;
    this.blockDriver = blockDriver;
    this.drivers = drivers;
  }

  @Introspected
  record Block(@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  @Get("{?status,cursor,limit}")
  @Operation(summary = "Drivers, those who registered last first")
  Page<DriverView> list(
      @Nullable @QueryValue Approval status,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var found = drivers.page(Optional.ofNullable(status), Cursor.of(cursor), limit + 1);
    return Page.of(found, limit, Driver::createdAt, Driver::id, DriverView::of);
  }

  @Post("/{id}/approve")
  @Operation(summary = "Let a driver work")
  DriverView approve(Person operator, @PathVariable UUID id) {
    return DriverView.of(approveDriver.approve(Operator.of(operator), id));
  }

  @Post("/{id}/block")
  @Operation(summary = "Stop a driver at once; a trip he already drives he may end")
  DriverView block(Person operator, @PathVariable UUID id, @Valid @Body Block body) {
    var reason = body.reason().strip();
    return DriverView.of(blockDriver.block(Operator.of(operator), id, reason));
  }
}
