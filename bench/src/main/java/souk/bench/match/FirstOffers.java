package souk.bench.match;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import souk.bench.report.Latencies;

/** How long trips wait until the first driver's phone hears of them. Safe for many threads. */
final class FirstOffers {
  private final Map<UUID, Long> awaited = new ConcurrentHashMap<>();
  private final Latencies latencies = new Latencies();

  /** The trip is to be requested, and was meant to be at this instant. */
  void await(UUID trip, long intendedNanos) {
    awaited.put(trip, intendedNanos);
  }

  /** A phone hears of the trip; only the first time counts. */
  void heard(UUID trip) {
    var intended = awaited.remove(trip);
    if (intended != null) latencies.sinceIntended(intended);
  }

  /** How many trips no phone has heard of. */
  int waiting() {
    return awaited.size();
  }

  /** What was counted; who still waits counts with the time until now. */
  Latencies end() {
    awaited.keySet().forEach(this::heard);
    return latencies;
  }
}
