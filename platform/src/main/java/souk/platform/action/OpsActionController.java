package souk.platform.action;

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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Role;
import souk.platform.json.Json;
import souk.platform.page.Cursor;
import souk.platform.page.Page;

@Controller("/v1/ops/actions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.OPS)
@Tag(name = "operations")
class OpsActionController {
  private final ActionLog actions;
  private final Json json;

  OpsActionController(ActionLog actions, Json json) {
    this.actions = actions;
    this.json = json;
  }

  @Introspected
  @Schema(name = "ActionSubject")
  record Subject(String kind, String id) {}

  @Introspected
  @Schema(name = "ActionOperator")
  record By(@Nullable UUID id, String name) {}

  /** An entry of the log. */
  @Introspected
  @Schema(name = "OperatorAction")
  record Line(
      UUID id,
      Instant at,
      By operator,
      String action,
      Subject subject,
      @Nullable String reason,
      @Nullable Object before,
      @Nullable Object after,
      @Nullable String traceId) {}

  @Get("{?operator,action,subject_kind,subject_id,cursor,limit}")
  @Operation(summary = "What operators did, newest first")
  Page<Line> list(
      @Nullable @QueryValue UUID operator,
      @Nullable @QueryValue @Pattern(regexp = "[a-z_]+\\.[a-z_]+") @Size(max = 64) String action,
      @Nullable @QueryValue("subject_kind") @Pattern(regexp = "[a-z_]+") @Size(max = 64)
          String subjectKind,
      @Nullable @QueryValue("subject_id") @Pattern(regexp = "\\P{Cntrl}+") @Size(max = 200)
          String subjectId,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var found =
        actions.page(operator, action, subjectKind, subjectId, Cursor.of(cursor), limit + 1);
    return Page.of(found, limit, ActionRow::at, ActionRow::id, this::line);
  }

  private Line line(ActionRow row) {
    return new Line(
        row.id(),
        row.at(),
        new By(row.operatorId(), row.operatorName()),
        row.action(),
        new Subject(row.subjectKind(), row.subjectId()),
        row.reason(),
        read(row.stateBefore()),
        read(row.stateAfter()),
        row.traceId());
  }

  private @Nullable Object read(@Nullable String state) {
    return state == null ? null : json.read(state, Object.class);
  }
}
