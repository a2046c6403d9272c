package souk.bench.load;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import souk.bench.report.Latencies;

/**
 * How long trips wait until the first driver's phone hears of them, whether the one who asked or
 * the driver learns the trip's id first. Safe for many threads.
 */
public final class FirstOffers {
  private final Map<UUID, Long> intended = new ConcurrentHashMap<>();
  private final Map<UUID, Long> heard = new ConcurrentHashMap<>();
  private final Set<UUID> counted = ConcurrentHashMap.newKeySet();
  private final Latencies latencies = new Latencies();

  /** The trip is requested, and was meant to be at this instant of {@link System#nanoTime}. */
  public void await(UUID trip, long intendedNanos) {
    intended.put(trip, intendedNanos);
    count(trip);
  }

  /** A phone hears of the trip; only the first time counts. */
  public void heard(UUID trip) {
    heard.putIfAbsent(trip, System.nanoTime());
    count(trip);
  }

  /** How many trips were asked for. */
  public int asked() {
    return intended.size();
  }

  /** How many trips no phone has heard of. */
  public int waiting() {
    return intended.size() - counted.size();
  }

  /** What was counted; who still waits counts with the time until now. */
  public Latencies end() {
    intended.keySet().forEach(this::heard);
    return latencies;
  }

  private void count(UUID trip) {
    var from = intended.get(trip);
    var until = heard.get(trip);
    if (from == null || until == null || !counted.add(trip)) return;
    latencies.took(Duration.ofNanos(until - from));
  }
}
