package souk.dispatch.fleet;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.CityId;
import souk.platform.background.BackgroundLoop;

/**
 * Writes the newest positions of one city's drivers from this node: every 100 ms, or as soon as 500
 * wait. Its one loop means one write in flight; while Redis is away nothing piles up, for each
 * driver waits once.
 */
final class CityFlush implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(100);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** What the flush needs of the rest of its node. */
  interface Node {
    /** Whether there is nobody whose position would have to be written again after a loss. */
    boolean idle();

    /** What the node knows of the driver's standing is no longer true. */
    void outdated(UUID driver);

    /**
     * The city's index was lost since the last write; answers whose positions are read and written
     * again.
     */
    Collection<Phone> lost(CityId city);

    /** The driver of a live trip was seen. */
    void driving(Fix fix);
  }

  private final CityId city;
  private final Fleet fleet;
  private final Sightings sightings;
  private final FleetMetrics metrics;
  private final Node node;
  private final WriteQueue waiting = new WriteQueue();
  private final BackgroundLoop loop;
  private final WholeAgain wholeAgain;
  private @Nullable String generation;

  /** When the index was last seen as this node left it, or last could not be seen at all. */
  private long lookedNanos = System.nanoTime();

  CityFlush(CityId city, Fleet fleet, Sightings sightings, FleetMetrics metrics, Node node) {
    this.city = city;
    this.fleet = fleet;
    this.sightings = sightings;
    this.metrics = metrics;
    this.node = node;
    this.wholeAgain = new WholeAgain(city);
    this.loop = BackgroundLoop.start("fleet-flush-" + city, EVERY, this::pass);
  }

  /** Writes the driver's newest position with the next flush. */
  void add(Phone phone) {
    if (waiting.add(phone) >= Fleet.WRITTEN_AT_ONCE) loop.hurry();
  }

  private void pass() {
    for (var left = waiting.size(); left > 0; left -= Fleet.WRITTEN_AT_ONCE) {
      // taken before it is read: a position that comes in between waits for the next flush
      var phones = waiting.take(Fleet.WRITTEN_AT_ONCE);
      flush(phones);
      wholeAgain.written(phones);
    }
    if (!node.idle() && System.nanoTime() - lookedNanos >= LOOK_EVERY.toNanos()) write(List.of());
    wholeAgain.over().ifPresent(metrics::wholeAgain);
  }

  private void flush(List<Phone> phones) {
    try {
      var fixes = phones.stream().flatMap(phone -> phone.fix().stream()).filter(this::here);
      var all = fixes.toList();
      write(all.stream().filter(Fix::searchable).toList());
      var driving = all.stream().filter(Fix::driving).toList();
      sightings.keep(city, driving).forEach(node::driving);
    } catch (RuntimeException unwritten) {
      waiting.addAll(phones.stream().filter(CityFlush::worthwhile).toList());
      throw unwritten;
    }
  }

  /** One who belongs to another city by now waits there already. */
  private boolean here(Fix fix) {
    return fix.standing().city().equals(city);
  }

  private static boolean worthwhile(Phone phone) {
    return phone.fix().filter(Fix::live).isPresent();
  }

  private void write(List<Fix> fixes) {
    var begun = System.nanoTime();
    var written = tryWrite(fixes);
    metrics.written(city, fixes, written, Duration.ofNanos(System.nanoTime() - begun));
    written.refused().forEach(node::outdated);
    var known = generation;
    generation = written.generation();
    if (known != null && !known.equals(written.generation())) {
      wholeAgain.lost(lookedNanos, node.lost(city));
    }
    lookedNanos = begun;
  }

  private Fleet.Written tryWrite(List<Fix> fixes) {
    try {
      return fleet.write(city, fixes);
    } catch (RuntimeException away) {
      lookedNanos = System.nanoTime();
      throw away;
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
