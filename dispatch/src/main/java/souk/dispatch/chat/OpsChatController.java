package souk.dispatch.chat;

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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.rating.Party;
import souk.platform.action.Operator;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;

@Controller("/v1/ops")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.Names.OPS)
@Tag(name = "operations")
class OpsChatController {
  private final MessageRows messages;
  private final ReadTranscript readTranscript;

  OpsChatController(MessageRows messages, ReadTranscript readTranscript) {
    this.messages = messages;
    this.readTranscript = readTranscript;
  }

  @Introspected
  @Schema(name = "ReadChat")
  record Why(@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") String reason) {}

  @Introspected
  @Schema(name = "ChatLine")
  record Line(
      UUID tripId,
      UUID driverId,
      long seq,
      Party author,
      String text,
      boolean concern,
      Instant sentAt) {
    static Line of(MessageRow row) {
      return new Line(
          row.tripId(),
          row.driverId(),
          row.seq(),
          Party.valueOf(row.author()),
          row.text(),
          row.concern() != null,
          row.sentAt());
    }
  }

  @Introspected
  @Schema(name = "ChatTranscript")
  record Transcript(UUID tripId, List<Line> messages) {}

  @Get("/chat-concerns{?cursor,limit}")
  @Operation(summary = "Messages with words of danger, newest first")
  Page<Line> concerning(
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var from = Cursor.of(cursor);
    var found = messages.concerning(from.createdAt(), from.id(), limit + 1);
    return Page.of(found, limit, MessageRow::sentAt, MessageRow::id, Line::of);
  }

  @Post("/trips/{id}/chat")
  @Operation(summary = "Read what was written about a trip, for a reason that is remembered")
  Transcript transcript(Person operator, UUID id, @Valid @Body Why body) {
    var found = readTranscript.read(Operator.of(operator), id, body.reason().strip());
    return new Transcript(id, found.stream().map(Line::of).toList());
  }
}
