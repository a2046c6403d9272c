package souk.embedded.stripe.account;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import souk.embedded.stripe.money.Recorded;

/** All objects of one kind as they stand now; not thread-safe. */
public final class Shelf<T extends Recorded> {
  private final LinkedHashMap<String, T> byId = new LinkedHashMap<>();
  private final Map<String, Set<String>> byClaim = new HashMap<>();
  private final TreeMap<Instant, Set<String>> byDue = new TreeMap<>();

  void put(T object) {
    var before = byId.put(object.id(), object);
    if (before != null) forget(before);
    object.claim().ifPresent(claim -> add(byClaim, claim, object.id()));
    var due = object.dueAt();
    if (due != null) add(byDue, due, object.id());
  }

  private void forget(T before) {
    before.claim().ifPresent(claim -> remove(byClaim, claim, before.id()));
    var due = before.dueAt();
    if (due != null) remove(byDue, due, before.id());
  }

  private static <K> void add(Map<K, Set<String>> index, K key, String id) {
    index.computeIfAbsent(key, _ -> new LinkedHashSet<>(2)).add(id);
  }

  private static <K> void remove(Map<K, Set<String>> index, K key, String id) {
    index.computeIfPresent(key, (_, ids) -> ids.remove(id) && ids.isEmpty() ? null : ids);
  }

  void clear() {
    byId.clear();
    byClaim.clear();
    byDue.clear();
  }

  /** The object of that id. */
  public Optional<T> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** All of them, the newest first. */
  public Stream<T> newestFirst() {
    return byId.sequencedValues().reversed().stream();
  }

  /** Those whose time to move on has come, the earliest first. */
  public List<T> due(Instant now) {
    return byDue.headMap(now, true).values().stream()
        .flatMap(Collection::stream)
        .map(id -> find(id).orElseThrow())
        .toList();
  }

  /** Those that serve the same of the caller's. */
  public Set<String> claiming(String claim) {
    return Collections.unmodifiableSet(byClaim.getOrDefault(claim, Set.of()));
  }
}
