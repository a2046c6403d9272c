package souk.embedded.stripe.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.money.Pace;
import souk.embedded.stripe.money.SettlementRates;

/** An account and its journal: nothing changes in the one that is not in the other first. */
public final class Books {
  private final Account account;
  private final Journal journal;
  private final Map<String, Consumer<Event>> listeners = new LinkedHashMap<>();
  private volatile Pace pace = Pace.BRISK;
  private volatile SettlementRates rates = SettlementRates.NONE;

  /** Books over an account that already holds what its journal tells. */
  public Books(Account account, Journal journal) {
    this.account = account;
    this.journal = journal;
  }

  /** What is remembered; to read only. */
  public Account account() {
    return account;
  }

  /** How fast things go. */
  public Pace pace() {
    return pace;
  }

  /** From now on things go that fast; what is under way keeps its time. */
  public void pace(Pace newPace) {
    pace = newPace;
  }

  /** From now on what moves the balance is settled so. */
  public void rates(SettlementRates newRates) {
    rates = newRates;
  }

  /** From now on every event is handed to {@code listener}, which must not wait. */
  public void listen(String name, Consumer<Event> listener) {
    listeners.put(name, listener);
  }

  /** That listener is told nothing any more, and nothing waits for it. */
  public void forget(String name) {
    listeners.remove(name);
  }

  /** A place for what one request is going to change. */
  public Effects effects(
      Instant now, String operation, String requestId, @Nullable String idempotencyKey) {
    var awaited = !listeners.isEmpty();
    return new Effects(account, now, operation, requestId, idempotencyKey, awaited, pace, rates);
  }

  /**
   * Makes the changes, after they are safe.
   *
   * @throws UncheckedIOException when the journal failed; then nothing has changed
   */
  public void commit(Effects effects) {
    commit(effects.changes());
    listeners.values().forEach(told -> effects.events().forEach(told));
  }

  /** A listener has acknowledged an event. */
  public void delivered(String event, String listener) {
    var waiting = new HashSet<>(listeners.keySet());
    waiting.removeAll(account.events().heardBy(event));
    waiting.remove(listener);
    commit(List.of(new Change.EventDelivered(event, listener, waiting.isEmpty())));
  }

  private void commit(List<Change> changes) {
    try {
      journal.append(changes);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("nothing was done: the journal failed", unwritable);
    }
    changes.forEach(account::apply);
  }

  /** Forgets everything. */
  public void clear() {
    try {
      journal.clear();
    } catch (IOException unwritable) {
      throw new UncheckedIOException("the journal could not be cleared", unwritable);
    }
    account.clear();
  }
}
