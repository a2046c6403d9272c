package souk.bench.ingest;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import souk.bench.report.Latencies;
import souk.dispatch.Product;

/**
 * Looks which batches searches see by now, and counts how long each took from when it was meant.
 */
final class Freshness implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  private final Searches searches;
  private final int witnesses;
  private final Latencies latencies = new Latencies();

  /** For each witness the instants at which his batches were meant to be sent, by their numbers. */
  private final Map<UUID, ConcurrentSkipListMap<Long, Long>> unseen = new ConcurrentHashMap<>();

  private final Thread looking;
  private volatile boolean open = true;

  Freshness(Searches searches, int witnesses) {
    this.searches = searches;
    this.witnesses = witnesses;
    this.looking = Thread.startVirtualThread(this::look);
  }

  /** The batch is about to be sent. */
  void await(Crowd.Batch batch, long intendedNanos) {
    unseen
        .computeIfAbsent(Crowd.witness(batch.group().index()), _ -> new ConcurrentSkipListMap<>())
        .put(batch.number(), intendedNanos);
  }

  /** How many batches no search has seen. */
  int waiting() {
    return unseen.values().stream().mapToInt(Map::size).sum();
  }

  Latencies latencies() {
    return latencies;
  }

  private void look() {
    while (open) {
      if (waiting() > 0) {
        for (var witness : searches.all(Product.PREMIUM, witnesses)) {
          seen(witness.driver(), Crowd.number(witness.point()));
        }
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  /** Whoever has come that far has left behind what was sent before. */
  private void seen(UUID witness, long number) {
    var batches = unseen.getOrDefault(witness, new ConcurrentSkipListMap<>());
    batches
        .headMap(number, true)
        .entrySet()
        .removeIf(batch -> {
          latencies.sinceIntended(batch.getValue());
          return true;
        });
  }

  @Override
  public void close() throws InterruptedException {
    open = false;
    looking.join();
  }
}
