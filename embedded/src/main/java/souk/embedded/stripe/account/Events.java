package souk.embedded.stripe.account;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

  /** By event, who has heard it already. */
  private final LinkedHashMap<String, Set<String>> undelivered = new LinkedHashMap<>();

  void happened(Event event, boolean awaited) {
    events.put(event.id(), event);
    order.addLast(event.id());
    if (awaited) undelivered.put(event.id(), new HashSet<>(2));
    if (order.size() > KEPT_MAX) forget(order.removeFirst());
  }

  private void forget(String id) {
    events.remove(id);
    undelivered.remove(id);
  }

  void delivered(String id, String listener, boolean everywhere) {
    if (everywhere) undelivered.remove(id);
    undelivered.computeIfPresent(id, (_, heardBy) -> with(heardBy, listener));
  }

  private static Set<String> with(Set<String> heardBy, String listener) {
    heardBy.add(listener);
    return heardBy;
  }

  /** Those who have heard an event that others still wait for. */
  Set<String> heardBy(String id) {
    return Collections.unmodifiableSet(undelivered.getOrDefault(id, Set.of()));
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

  /** Events that a listener has not acknowledged, the oldest first. */
  public List<Event> undelivered(String listener) {
    return undelivered.entrySet().stream()
        .filter(entry -> !entry.getValue().contains(listener))
        .map(entry -> events.get(entry.getKey()))
        .filter(Objects::nonNull)
        .toList();
  }
}
