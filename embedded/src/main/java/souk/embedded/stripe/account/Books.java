package souk.embedded.stripe.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.money.Pace;

/** An account and its journal: nothing changes in the one that is not in the other first. */
public final class Books {
  private final Account account;
  private final Journal journal;
  private final AtomicReference<@Nullable Consumer<Event>> listener = new AtomicReference<>();
  private volatile Pace pace = Pace.BRISK;

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

  /** From now on every event is handed to {@code listener}, which must not wait. */
  public void listen(Consumer<Event> newListener) {
    listener.set(newListener);
  }

  /** A place for what one request is going to change. */
  public Effects effects(
      Instant now, String operation, String requestId, @Nullable String idempotencyKey) {
    var awaited = listener.get() != null;
    return new Effects(account, now, operation, requestId, idempotencyKey, awaited, pace);
  }

  /**
   * Makes the changes, after they are safe.
   *
   * @throws UncheckedIOException when the journal failed; then nothing has changed
   */
  public void commit(Effects effects) {
    commit(effects.changes());
    var told = listener.get();
    if (told != null) effects.events().forEach(told);
  }

  /** An event's listener has acknowledged it. */
  public void delivered(String event) {
    commit(List.of(new Change.EventDelivered(event)));
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
