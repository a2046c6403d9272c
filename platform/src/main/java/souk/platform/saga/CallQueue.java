package souk.platform.saga;

import java.util.LinkedHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.tracing.TraceScope;

/**
 * Calls to a service, made beside whoever asks for them: so many at once, the others in the order
 * they came. More at once would not be answered sooner but too late, and then made again; out of
 * order, the oldest would wait for as long as others come.
 */
final class CallQueue implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CallQueue.class);
  private static final int AT_ONCE = 32;
  private static final int WAITING_MAX = 1_000;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LinkedHashMap<String, Runnable> waiting = new LinkedHashMap<>();
  private int atWork;

  /**
   * Makes the call when its turn comes. A call that waits already is not made twice; with a
   * thousand waiting, it is not made at all.
   *
   * @param name what the call does: two of one name have the same effect
   */
  synchronized void add(String name, Runnable call) {
    if (waiting.size() >= WAITING_MAX) return;
    waiting.putIfAbsent(name, TraceScope.carry(call));
    if (atWork == AT_ONCE) return;
    atWork++;
    threads.execute(this::work);
  }

  /** Whether a call of this name waits for its turn. */
  synchronized boolean holds(String name) {
    return waiting.containsKey(name);
  }

  private void work() {
    for (var call = next(); call != null; call = next()) {
      try {
        call.run();
      } catch (RuntimeException | Error failure) {
        log.warn("a call beside its caller failed", failure);
      }
    }
  }

  /** No longer waits once it begins: what happens while it is under way is news to it. */
  private synchronized @Nullable Runnable next() {
    var first = waiting.pollFirstEntry();
    if (first != null) return first.getValue();
    atWork--;
    return null;
  }

  /** Ends without those that wait. */
  @Override
  public void close() {
    synchronized (this) {
      waiting.clear();
    }
    threads.shutdownNow();
  }
}
