package souk.sim.measure;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Where every ride and every driver stands now, for whoever watches the run. */
public final class Tally {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Map<String, String> rides = new ConcurrentHashMap<>();
  private final Map<String, String> drivers = new ConcurrentHashMap<>();
  private volatile long rideMovedNanos = System.nanoTime();

  /** Something happened that is worth a number in the report. */
  public void count(String what) {
    count(what, 1);
  }

  /** Something happened so often. */
  public void count(String what, long times) {
    counts.computeIfAbsent(what, _ -> new LongAdder()).add(times);
  }

  /** How often each thing happened. */
  public Map<String, Long> counts() {
    var numbers = new TreeMap<String, Long>();
    counts.forEach((what, times) -> numbers.put(what, times.sum()));
    return numbers;
  }

  /** A ride has come to this standing. */
  public void ride(String ride, String standing) {
    if (!standing.equals(rides.put(ride, standing))) rideMovedNanos = System.nanoTime();
  }

  /** How long it is since any ride came to another standing. */
  public Duration sinceARideMoved() {
    return Duration.ofNanos(System.nanoTime() - rideMovedNanos);
  }

  /** A driver has come to this standing. */
  public void driver(String driver, String standing) {
    drivers.put(driver, standing);
  }

  /** Number of rides by standing. */
  public Map<String, Integer> rides() {
    return counted(rides);
  }

  /** Number of drivers by standing. */
  public Map<String, Integer> drivers() {
    return counted(drivers);
  }

  private static Map<String, Integer> counted(Map<String, String> standings) {
    var counts = new TreeMap<String, Integer>();
    standings.values().forEach(standing -> counts.merge(standing, 1, Integer::sum));
    return counts;
  }
}
