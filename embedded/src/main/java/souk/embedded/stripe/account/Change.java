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

  /** A balance moved. */
  record BalanceMoved(BalanceTransaction transaction) implements Change {}

  /** A card became a customer's. */
  record MethodAttached(PaymentMethod method) implements Change {}

  /** A customer was created. */
  record CustomerCreated(Customer customer) implements Change {}

  /**
   * An event is to be told.
   *
   * @param awaited whether there was somebody to tell it to
   */
  record EventHappened(Event event, boolean awaited) implements Change {}

  /** An event was told, and the listener said so. */
  record EventDelivered(String event) implements Change {}

  /** A request with a key was answered. */
  record RequestAnswered(String key, StoredAnswer answer) implements Change {}

  /** Somebody did what a correct caller never does. */
  record ViolationSeen(Violation violation) implements Change {}
}
