package souk.embedded.stripe.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.card.PaymentMethod;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.money.BalanceTransaction;
import souk.embedded.stripe.money.Recorded;

/**
 * What one request changed: the only way in which an account changes, and what its journal holds.
 */
public sealed interface Change {
  /** An intent was created or moved. */
  record IntentRevised(Instant at, String operation, @Nullable String key, PaymentIntent intent)
      implements Change {}

  /** An object of another kind was made or moved. */
  record RecordKept(Recorded object) implements Change {}

  /** A charge will be disputed. */
  record DisputePlanned(String charge, Instant at) implements Change {}

  /** It was, or nothing was left that could be. */
  record DisputeCame(String charge) implements Change {}

  /** A balance moved. */
  record BalanceMoved(BalanceTransaction transaction) implements Change {}

  /** A card is new and nobody's. */
  record MethodMade(PaymentMethod method) implements Change {}

  /** A card was used without being a customer's. */
  record MethodSpent(String method) implements Change {}

  /** A card became a customer's. */
  record MethodAttached(PaymentMethod method) implements Change {}

  /** A card is nobody's any more. */
  record MethodDetached(String method) implements Change {}

  /** A customer was created. */
  record CustomerCreated(Customer customer) implements Change {}

  /**
   * An event is to be told.
   *
   * @param awaited whether there was somebody to tell it to
   */
  record EventHappened(Event event, boolean awaited) implements Change {}

  /**
   * An event was told, and the listener said so.
   *
   * @param everywhere nobody is left who has not heard it
   */
  record EventDelivered(String event, String listener, boolean everywhere) implements Change {}

  /** A request with a key was answered. */
  record RequestAnswered(String key, StoredAnswer answer) implements Change {}

  /** Somebody did what a correct caller never does. */
  record ViolationSeen(Violation violation) implements Change {}
}
