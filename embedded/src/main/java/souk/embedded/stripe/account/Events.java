package souk.embedded.stripe.account;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The newest events; not thread-safe. */
public final class Events {
  /** Stripe forgets events after 30 days; a busy twin forgets the oldest beyond this many. */
  private static final int KEPT_MAX = 100_000;

  private final Map<String, Event> events = new HashMap<>();
  private final Deque<String> order = new ArrayDeque<>();
  private final Set<String> undelivered = new LinkedHashSet<>();

  void happened(Event event, boolean awaited) {
    events.put(event.id(), event);
    order.addLast(event.id());
    if (awaited) undelivered.add(event.id());
    if (order.size() > KEPT_MAX) forget(order.removeFirst());
  }

  private void forget(String id) {
    events.remove(id);
    undelivered.remove(id);
  }

  void delivered(String id) {
    undelivered.remove(id);
  }

  void clear() {
    events.clear();
    order.clear();
    undelivered.clear();
  }

  /** The event of that id, if it is not forgotten. */
  public Optional<Event> find(String id) {
    return Optional.ofNullable(events.get(id));
  }

  /** All events, the newest first. */
  public Stream<Event> newestFirst() {
    Iterable<String> descending = order::descendingIterator;
    return StreamSupport.stream(descending.spliterator(), false)
        .map(events::get)
        .filter(Objects::nonNull);
  }

  /** Events that nobody has acknowledged, the oldest first. */
  public List<Event> undelivered() {
    return undelivered.stream().map(events::get).filter(Objects::nonNull).toList();
  }
}
