package souk.dispatch.chat;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.dispatch.rating.Party;
import souk.platform.problem.Problem;

/** What the parties of a trip have written, and up to where each has read. */
@Singleton
public final class Chats {
  private static final int WITH_NEWS_MAX = 5;
  private static final int NEWS_MAX = 50;

  private final ConversationRows conversations;
  private final ChatRows chats;
  private final MessageRows messages;
  private final ChatConfiguration configuration;

  Chats(
      ConversationRows conversations,
      ChatRows chats,
      MessageRows messages,
      ChatConfiguration configuration) {
    this.conversations = conversations;
    this.chats = chats;
    this.messages = messages;
    this.configuration = configuration;
  }

  /**
   * The messages after that number, of the conversation between the rider and the present driver.
   *
   * @throws Problem 404 for who is neither
   */
  ChatPage page(UUID person, UUID trip, long after, int limit) {
    var conversation = conversation(trip);
    var party = conversation.party(person);
    return chat(conversation)
        .map(chat -> page(conversation, party, chat, after, limit))
        .orElseGet(() -> new ChatPage(silent(conversation), List.of()));
  }

  /**
   * Notes that the person has read up to that number, or to the last if there are fewer; less than
   * before changes nothing.
   *
   * @throws Problem 404 as above
   */
  ChatState read(UUID person, UUID trip, long upTo) {
    var conversation = conversation(trip);
    var party = conversation.party(person);
    var driver = conversation.driverId();
    if (driver != null) chats.read(trip, driver, party.name(), upTo);
    return chat(conversation)
        .map(chat -> state(conversation, party, chat))
        .orElseGet(() -> silent(conversation));
  }

  /** What somebody has not read yet, by trip, the one with the latest message first. */
  public List<ChatPage> unread(UUID person) {
    return chats.tripsWithNews(person, WITH_NEWS_MAX).stream()
        .flatMap(trip -> news(person, conversation(trip)).stream())
        .filter(page -> page.chat().unread() > 0)
        .toList();
  }

  /** Empty when the trip has just changed hands. */
  private Optional<ChatPage> news(UUID person, ConversationRow conversation) {
    return conversation
        .partyOf(person)
        .flatMap(party ->
            chat(conversation)
                .map(chat -> page(conversation, party, chat, chat.read(party), NEWS_MAX)));
  }

  private ChatPage page(
      ConversationRow conversation, Party party, ChatRow chat, long after, int limit) {
    var found = messages.page(chat.tripId(), chat.driverId(), after, limit);
    return new ChatPage(
        state(conversation, party, chat), found.stream().map(MessageRow::message).toList());
  }

  private ChatState state(ConversationRow conversation, Party party, ChatRow chat) {
    var read = chat.read(party);
    var unread = messages.after(chat.tripId(), chat.driverId(), party.other().name(), read);
    return new ChatState(
        chat.tripId(), conversation.open(), chat.lastSeq(), unread, read, chat.read(party.other()));
  }

  private static ChatState silent(ConversationRow conversation) {
    return new ChatState(conversation.tripId(), conversation.open(), 0, 0, 0, 0);
  }

  private Optional<ChatRow> chat(ConversationRow conversation) {
    return Optional.ofNullable(conversation.driverId())
        .flatMap(driver -> chats.find(conversation.tripId(), driver));
  }

  private ConversationRow conversation(UUID trip) {
    return conversations
        .find(trip, configuration.getGrace().toSeconds())
        .orElseThrow(() -> Problem.notFound("trip"));
  }
}
