package souk.dispatch.chat;

import io.micronaut.core.annotation.Introspected;
import java.util.List;

/** Some messages of a conversation, in its order, and where it stands. */
@Introspected
public record ChatPage(ChatState chat, List<ChatMessage> messages) {}
