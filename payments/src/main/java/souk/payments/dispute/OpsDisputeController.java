package souk.payments.dispute;

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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.page.Span;
import souk.platform.problem.Problem;

@Tag(name = "operations")
@Controller("/v1/ops/disputes")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsDisputeController {
  private final Disputes disputes;

  OpsDisputeController(Disputes disputes) {
    this.disputes = disputes;
  }

  /**
   * What the operator adds to our records; may be empty.
   *
   * @param statement in his own words, for the card's issuer
   */
  @Introspected
  @Schema(name = "DraftEvidence")
  record DraftEvidence(
      @NotNull @Size(max = 5_000) @Pattern(regexp = "[\\P{Cntrl}\\n]*") String statement) {}

  @Introspected
  @Schema(name = "SubmitEvidence")
  record SubmitEvidence(@NotNull @Min(1) Integer draft) {}

  @Introspected
  @Schema(name = "AcceptDispute")
  record AcceptDispute(@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  /**
   * @param reference the provider's id of the dispute, or of the payment
   * @param unreadable only those of which the provider shows what this program cannot read
   */
  @Get("{?status,order_id,payer_id,reference,unreadable,from,until,cursor,limit}")
  @Operation(summary = "Disputes, the newest first")
  Page<DisputeStanding> list(
      @Nullable @QueryValue DisputeStatus status,
      @Nullable @QueryValue("order_id") UUID orderId,
      @Nullable @QueryValue("payer_id") UUID payerId,
      @Nullable @QueryValue @Pattern(regexp = "[!-~]{1,255}") String reference,
      @QueryValue(defaultValue = "false") boolean unreadable,
      @Nullable @QueryValue Instant from,
      @Nullable @QueryValue Instant until,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var span = Span.of(from, until);
    var search = new DisputeSearch(status, orderId, payerId, reference, unreadable, span);
    var found = disputes.page(search, Cursor.of(cursor), limit + 1);
    return Page.of(
        found, limit, DisputeStanding::foundAt, DisputeStanding::disputeId, dispute -> dispute);
  }

  @Get("/unanswered{?cursor,limit}")
  @Operation(summary = "Disputes that can be answered and are not, the most urgent first")
  Page<DisputeStanding> unanswered(
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var after = cursor == null ? new Cursor(Instant.EPOCH, new UUID(0, 0)) : Cursor.of(cursor);
    var found = disputes.unanswered(after, limit + 1);
    return Page.of(
        found, limit, DisputeStanding::urgentAt, DisputeStanding::disputeId, dispute -> dispute);
  }

  @Get("/{disputeId}")
  @Operation(summary = "One dispute, with what is or was answered")
  DisputeStanding show(UUID disputeId) {
    return disputes.find(disputeId).orElseThrow(() -> Problem.notFound("dispute"));
  }

  @Post("/{disputeId}/evidence")
  @Operation(summary = "Draft evidence from our own records, for an operator to read")
  DisputeStanding draft(Person operator, UUID disputeId, @Body @Valid DraftEvidence request) {
    return disputes.draft(operator, disputeId, request.statement().strip());
  }

  /** It cannot be taken back; so the draft that was read is named. */
  @Post("/{disputeId}/submit")
  @Operation(summary = "Answer a dispute with the draft, for ever")
  DisputeStanding submit(Person operator, UUID disputeId, @Body @Valid SubmitEvidence request) {
    return disputes.submit(operator, disputeId, request.draft());
  }

  @Post("/{disputeId}/accept")
  @Operation(summary = "Give a dispute up, for ever")
  DisputeStanding accept(Person operator, UUID disputeId, @Body @Valid AcceptDispute request) {
    return disputes.accept(operator, disputeId, request.reason().strip());
  }
}
