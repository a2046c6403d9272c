package souk.payments.settlement;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.recon.Tallies;
import souk.payments.recon.Tally;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

@Tag(name = "operations")
@Controller("/v1/ops/settlements")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsSettlementController {
  private final Settlements runs;
  private final SettlementViewRows sums;
  private final Tallies tallies;

  OpsSettlementController(Settlements runs, SettlementViewRows sums, Tallies tallies) {
    this.runs = runs;
    this.sums = sums;
    this.tallies = tallies;
  }

  /**
   * The settlement of a day.
   *
   * @param looks how often the provider could not be asked since it last moved
   */
  @Introspected
  @Schema(name = "Settlement")
  record Run(
      UUID id,
      String account,
      Instant dayStart,
      Instant dayEnd,
      SettlementStatus status,
      int looks,
      Instant movedAt,
      Instant nextLookAt,
      @Nullable Instant settledAt) {
    static Run of(SettlementRow row) {
      return new Run(
          row.id(),
          row.account(),
          row.dayStart(),
          row.dayEnd(),
          row.state(),
          row.looks(),
          row.movedAt(),
          row.nextWakeAt(),
          row.settledAt());
    }
  }

  /**
   * A settlement with what it found.
   *
   * @param movements what the provider's statement came to, by kind
   * @param compared how many things came to which verdict, of those no later run compared again
   */
  @Introspected
  @Schema(name = "SettlementDetail")
  record Detail(
      Run run,
      List<SettlementViewRows.Sum> movements,
      List<SettlementViewRows.Funds> funds,
      List<Tally> compared) {}

  @Get("{?status,cursor,limit}")
  @Operation(summary = "The settlement of each day, the latest first")
  Page<Run> list(
      @Nullable @QueryValue SettlementStatus status,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var found = runs.page(status, Cursor.of(cursor), limit + 1);
    return Page.of(found, limit, SettlementRow::dayStart, SettlementRow::id, Run::of);
  }

  @Get("/{settlementId}")
  @Operation(summary = "The settlement of a day with what it found")
  Detail show(UUID settlementId) {
    var run = runs.find(settlementId).orElseThrow(() -> Problem.notFound("settlement"));
    return new Detail(
        Run.of(run), sums.sums(settlementId), sums.funds(settlementId), tallies.of(settlementId));
  }
}
