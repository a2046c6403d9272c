package souk.sim.client;

import java.util.concurrent.atomic.LongAdder;

/** What the phones had to put up with, counted over the whole city. */
public final class Load {
  private final LongAdder calls = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder gaveUp = new LongAdder();
  private final LongAdder socketsLost = new LongAdder();
  private final LongAdder outages = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /**
   * The counts at one moment.
   *
   * @param calls HTTP calls phones wanted to make
   * @param retries attempts after the first
   * @param timeouts attempts without an answer in time
   * @param failures attempts answered 429 or 5xx, or cut off
   * @param gaveUp calls that never got an answer
   * @param socketsLost sockets the server or the network ended
   * @param outages sockets the phones lost on purpose
   * @param arrivalsDropped rides not asked for because the rider still sat in the one before
   */
  public record Counts(
      long calls,
      long retries,
      long timeouts,
      long failures,
      long gaveUp,
      long socketsLost,
      long outages,
      long arrivalsDropped) {}

  /** Counts a ride nobody asked for because the rider was not free. */
  public void arrivalDropped() {
    dropped.increment();
  }

  void called() {
    calls.increment();
  }

  void retried() {
    retries.increment();
  }

  void timedOut() {
    timeouts.increment();
  }

  void failed() {
    failures.increment();
  }

  void gaveUp() {
    gaveUp.increment();
  }

  void socketLost() {
    socketsLost.increment();
  }

  void outage() {
    outages.increment();
  }

  /** All counts now. */
  public Counts counts() {
    return new Counts(
        calls.sum(),
        retries.sum(),
        timeouts.sum(),
        failures.sum(),
        gaveUp.sum(),
        socketsLost.sum(),
        outages.sum(),
        dropped.sum());
  }
}
