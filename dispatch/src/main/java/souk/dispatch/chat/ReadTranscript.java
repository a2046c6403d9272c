package souk.dispatch.chat;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import souk.dispatch.trip.TripBook;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** An operator reads what the parties of a trip wrote to each other; that he did is remembered. */
@Singleton
final class ReadTranscript {
  private static final int MESSAGES_MAX = 2_000;

  private final TripBook trips;
  private final MessageRows messages;
  private final ActionLog actions;
  private final Transactions transactions;

  ReadTranscript(
      TripBook trips, MessageRows messages, ActionLog actions, Transactions transactions) {
    this.trips = trips;
    this.messages = messages;
    this.actions = actions;
    this.transactions = transactions;
  }

  /**
   * All messages about a trip, with whichever driver.
   *
   * @throws Problem 404
   */
  List<MessageRow> read(Operator operator, UUID trip, String reason) {
    return transactions.call(() -> {
      if (trips.find(trip).isEmpty()) throw Problem.notFound("trip");
      var found = messages.ofTrip(trip, MESSAGES_MAX);
      var seen = Map.of("messages", found.size());
      actions.add(operator, new OperatorAction("chat.read", "trip", trip, reason, null, seen));
      return found;
    });
  }
}
