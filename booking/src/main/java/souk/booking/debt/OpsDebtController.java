package souk.booking.debt;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.action.Operator;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

@Tag(name = "operations")
@Controller("/v1/ops/debts")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsDebtController {
  private final Debts debts;

  OpsDebtController(Debts debts) {
    this.debts = debts;
  }

  @Introspected
  @Schema(name = "WriteDebtOff")
  record WriteOff(@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  @Get("{?status,cursor,limit}")
  @Operation(summary = "What riders owe and owed, newest first")
  Page<DebtView> list(
      @QueryValue Debt.@Nullable Status status,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var found = debts.page(status, Cursor.of(cursor), limit + 1);
    return Page.of(found, limit, Debt::openedAt, Debt::id, DebtView::of);
  }

  /** Once it is written off, saying so again changes nothing. */
  @Post("/{debtId}/write-off")
  @Operation(summary = "Nobody has to pay this debt any more")
  DebtView writeOff(Person operator, UUID debtId, @Body @Valid WriteOff request) {
    debts.writeOff(Operator.of(operator), debtId, request.reason().strip());
    var debt = debts.find(debtId).orElseThrow(() -> Problem.notFound("debt"));
    return switch (debt.status()) {
      case WRITTEN_OFF -> DebtView.of(debt);
      case OPEN, COLLECTING, REQUIRES_ACTION ->
          throw Problem.conflict("debt_collecting", "A card is being asked for this debt.");
      case PAID -> throw Problem.conflict("debt_settled", "This debt has been paid.");
    };
  }
}
