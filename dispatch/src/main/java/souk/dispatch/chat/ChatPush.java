package souk.dispatch.chat;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.UUID;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;
import souk.platform.postgres.Transactions;
import souk.platform.push.Notice;
import souk.platform.push.Push;
import souk.platform.push.PushMessage;

/**
 * Brings a message to the phones of both parties, in the order of the conversation: to the author's
 * as well, which learn so that it was stored and as what.
 */
@Singleton
final class ChatPush implements EventHandler {
  private static final Notice FROM_RIDER = new Notice("New message", "Your rider wrote to you.");
  private static final Notice FROM_DRIVER = new Notice("New message", "Your driver wrote to you.");

  private final MessageRows messages;
  private final Push push;
  private final Json json;
  private final ModuleSchema schema;
  private final Transactions transactions;

  ChatPush(
      MessageRows messages,
      Push push,
      Json json,
      @Named("dispatch") ModuleSchema schema,
      Transactions transactions) {
    this.messages = messages;
    this.push = push;
    this.json = json;
    this.schema = schema;
    this.transactions = transactions;
  }

  @Override
  public String name() {
    return "chat-push";
  }

  @Override
  public ModuleSchema schema() {
    return schema;
  }

  @Override
  public boolean handles(String type) {
    return type.equals("chat.message_sent");
  }

  @Override
  public void handle(DomainEvent event) {
    var sent = json.read(event.payload(), SendMessage.Sent.class);
    var message = messages.at(sent.tripId(), sent.driverId(), sent.seq()).orElseThrow().message();
    transactions.afterCommit(() -> tell(sent, message(event.id(), message)));
  }

  private void tell(SendMessage.Sent sent, PushMessage message) {
    switch (sent.author()) {
      case RIDER -> {
        push.send(sent.riderId(), message);
        push.sendOrNotify(sent.driverId(), message, FROM_RIDER);
      }
      case DRIVER -> {
        push.send(sent.driverId(), message);
        push.sendOrNotify(sent.riderId(), message, FROM_DRIVER);
      }
    }
  }

  /** Without a version, for the trip's own versions are of something else. */
  private static PushMessage message(UUID id, ChatMessage message) {
    return new PushMessage("chat.message", id, message.tripId(), 0, message.sentAt(), message);
  }
}
