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
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import souk.platform.identity.Person;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;

@Controller("/v1/trips/{id}/chat")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Role.Names.CUSTOMER, Role.Names.DRIVER})
@Tag(name = "chat")
class ChatController {
  private final Chats chats;

  ChatController(Chats chats) {
    this.chats = chats;
  }

  @Introspected
  @Schema(name = "ChatRead")
  record Read(@NotNull @Min(0) Long upTo) {}

  @Get("{?after,limit}")
  @Operation(
      summary = "What rider and present driver wrote, in order; messages are sent over the socket")
  ChatPage messages(
      Person person,
      UUID id,
      @QueryValue(defaultValue = "0") @Min(0) long after,
      @QueryValue(defaultValue = "" + Cursor.LIMIT_MAX) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    return chats.page(person.id(), id, after, limit);
  }

  @Post("/read")
  @Operation(summary = "I have read up to this message")
  ChatState read(Person person, UUID id, @Body @Valid Read body) {
    return chats.read(person.id(), id, body.upTo());
  }
}
