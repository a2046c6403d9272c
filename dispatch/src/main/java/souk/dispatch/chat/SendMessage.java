package souk.dispatch.chat;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import souk.dispatch.rating.Party;
import souk.dispatch.rating.RatingConfiguration;
import souk.dispatch.rating.SafetyWords;
import souk.dispatch.trip.TripBook;
import souk.platform.outbox.Outbox;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;
import souk.platform.push.Push;

/**
 * A party of a trip writes to the other. The trip's row decides between a message and the trip's
 * end or its next driver: who locks it first wins. The same lock numbers the messages.
 */
@Singleton
public final class SendMessage {
  private static final String SENT = "chat.message_sent";
  private static final String SAFETY = "SAFETY";
  private static final Duration BREATH = Duration.ofSeconds(10);
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n]]");

  private final TripBook trips;
  private final ConversationRows conversations;
  private final ChatRows chats;
  private final MessageRows messages;
  private final Outbox outbox;
  private final Transactions transactions;
  private final ChatConfiguration configuration;
  private final SafetyWords safetyWords;

  SendMessage(
      TripBook trips,
      ConversationRows conversations,
      ChatRows chats,
      MessageRows messages,
      @Named("dispatch") Outbox outbox,
      Transactions transactions,
      ChatConfiguration configuration,
      RatingConfiguration ratings) {
    this.trips = trips;
    this.conversations = conversations;
    this.chats = chats;
    this.messages = messages;
    this.outbox = outbox;
    this.transactions = transactions;
    this.configuration = configuration;
    this.safetyWords = new SafetyWords(ratings.getSafetyWords());
  }

  /** What an event tells of a message: not what it says. */
  @Introspected
  record Sent(UUID tripId, UUID riderId, UUID driverId, long seq, Party author) {}

  /** A message on its way into a conversation. */
  private record Draft(ConversationRow in, UUID driver, Party author, UUID id, String text) {}

  /**
   * Sends a message, or answers the one that was sent by this id before.
   *
   * @param id the phone's; a message that is sent again is the same
   * @throws Problem 400 {@code text_invalid}; 404 for who is neither its rider nor its present
   *     driver; 409 {@code chat_closed}, {@code message_id_reused} or {@code chat_full}; 429 {@code
   *     chat_too_fast}
   */
  public ChatMessage send(UUID person, UUID trip, UUID id, String text) {
    var words = words(text);
    return transactions.call(() -> {
      if (trips.lock(trip).isEmpty()) throw Problem.notFound("trip");
      var conversation =
          conversations.find(trip, configuration.getGrace().toSeconds()).orElseThrow();
      var author = conversation.party(person);
      var driver = Optional.ofNullable(conversation.driverId()).orElseThrow(SendMessage::closed);
      var draft = new Draft(conversation, driver, author, id, words);
      return sentBefore(draft).orElseGet(() -> send(draft));
    });
  }

  private String words(String text) {
    var words = text.strip();
    if (words.isEmpty()
        || words.length() > configuration.getCharacters()
        || CONTROL.matcher(words).find()) {
      throw Problem.malformed(
          "text_invalid",
          "A message has 1 to %d characters, line breaks among them but nothing else unseen."
              .formatted(configuration.getCharacters()));
    }
    return words;
  }

  private Optional<ChatMessage> sentBefore(Draft draft) {
    var sent =
        messages.find(draft.in().tripId(), draft.driver(), draft.author().name(), draft.id());
    if (sent.isPresent() && !sent.get().text().equals(MaskedText.of(draft.text()))) {
      throw Problem.conflict("message_id_reused", "Another message has this id.");
    }
    return sent.map(MessageRow::message);
  }

  private ChatMessage send(Draft draft) {
    if (!draft.in().open()) throw closed();
    var trip = draft.in().tripId();
    chats.begin(Push.nextId(), draft.in().cityId(), trip, draft.driver(), draft.in().riderId());
    var chat = chats.find(trip, draft.driver()).orElseThrow();
    refuseTooMany(draft, chat);
    return store(draft, chat, chat.lastSeq() + 1);
  }

  private void refuseTooMany(Draft draft, ChatRow chat) {
    if (chat.lastSeq() >= configuration.getMessages()) {
      throw Problem.conflict("chat_full", "There are too many messages about this trip.");
    }
    var lately = messages.inLastMinute(chat.tripId(), chat.driverId(), draft.author().name());
    if (lately >= configuration.getPerMinute()) {
      throw Problem.tooMany("chat_too_fast", "You write faster than anybody reads.", BREATH);
    }
  }

  private ChatMessage store(Draft draft, ChatRow chat, long seq) {
    if (chats.count(chat.id(), seq) != 1) {
      throw new IllegalStateException("somebody writes without the lock of " + chat.tripId());
    }
    messages.enter(
        draft.in().cityId(),
        chat.tripId(),
        chat.driverId(),
        seq,
        draft.author().name(),
        draft.id(),
        MaskedText.of(draft.text()),
        safetyWords.in(draft.text()) ? SAFETY : null);
    var event = new Sent(chat.tripId(), chat.riderId(), chat.driverId(), seq, draft.author());
    outbox.add(chat.id(), seq, chat.tripId(), SENT, event);
    return messages.at(chat.tripId(), chat.driverId(), seq).orElseThrow().message();
  }

  private static Problem closed() {
    return Problem.conflict("chat_closed", "Nobody is on this trip to write to now.");
  }
}
