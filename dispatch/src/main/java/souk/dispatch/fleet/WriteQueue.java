package souk.dispatch.fleet;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Phones whose newest position is to be written, each once and in the order in which they came, so
 * that under more load than can be written everybody waits alike. Safe for many threads.
 */
final class WriteQueue {
  private final SequencedSet<Phone> waiting = new LinkedHashSet<>();

  /** Adds the phone where it does not wait yet; answers how many wait now. */
  synchronized int add(Phone phone) {
    waiting.add(phone);
    return waiting.size();
  }

  synchronized void addAll(Collection<Phone> phones) {
    waiting.addAll(phones);
  }

  synchronized int size() {
    return waiting.size();
  }

  /** Takes out those who have waited longest. */
  synchronized List<Phone> take(int max) {
    var taken = waiting.stream().limit(max).toList();
    for (int n = 0; n < taken.size(); n++) waiting.removeFirst();
    return taken;
  }
}
