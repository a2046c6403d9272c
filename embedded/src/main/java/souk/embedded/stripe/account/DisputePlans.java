package souk.embedded.stripe.account;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which charges will be disputed, and when; not thread-safe. */
public final class DisputePlans {
  private final Map<String, Instant> byCharge = new HashMap<>();
  private final TreeMap<Instant, Set<String>> byTime = new TreeMap<>();

  void plan(String charge, Instant at) {
    done(charge);
    byCharge.put(charge, at);
    byTime.computeIfAbsent(at, _ -> new TreeSet<>()).add(charge);
  }

  void done(String charge) {
    var at = byCharge.remove(charge);
    if (at == null) return;
    byTime.computeIfPresent(
        at, (_, charges) -> charges.remove(charge) && charges.isEmpty() ? null : charges);
  }

  void clear() {
    byCharge.clear();
    byTime.clear();
  }

  /** The charges whose time has come, the earliest first. */
  public List<String> due(Instant now) {
    return byTime.headMap(now, true).values().stream().flatMap(Set::stream).toList();
  }
}
