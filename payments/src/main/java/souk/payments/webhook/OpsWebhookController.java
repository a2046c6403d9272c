package souk.payments.webhook;

import io.micronaut.core.annotation.Introspected;
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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.action.Operator;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.problem.Problem;

@Tag(name = "operations")
@Controller("/v1/ops/webhooks")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsWebhookController {
  private final WebhookEvents events;

  OpsWebhookController(WebhookEvents events) {
    this.events = events;
  }

  @Introspected
  @Schema(name = "WebhookEvent")
  record EventView(
      UUID id,
      String eventId,
      String type,
      String objectId,
      @Nullable String payment,
      @Nullable String account,
      WebhookStatus status,
      Instant receivedAt,
      int attempts,
      @Nullable String lastFailure) {
    static EventView of(WebhookRow row) {
      return new EventView(
          row.id(),
          row.eventId(),
          row.type(),
          row.objectId(),
          row.payment(),
          row.account(),
          WebhookStatus.of(row),
          row.receivedAt(),
          row.attempts(),
          row.lastFailure());
    }
  }

  @Get("{?status,type,object_id,cursor,limit}")
  @Operation(summary = "What the payment provider told us, newest first")
  Page<EventView> list(
      @QueryValue @Nullable WebhookStatus status,
      @Nullable @QueryValue String type,
      @Nullable @QueryValue("object_id") String objectId,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var found = events.page(status, type, objectId, Cursor.of(cursor), limit + 1);
    return Page.of(found, limit, WebhookRow::receivedAt, WebhookRow::id, EventView::of);
  }

  /** One that is not dead stays as it is. */
  @Post("/{id}/retry")
  @Operation(summary = "Take an event up again that was given up")
  EventView retry(Person operator, UUID id) {
    events.revive(Operator.of(operator), id);
    return events.find(id).map(EventView::of).orElseThrow(() -> Problem.notFound("event"));
  }
}
