package souk.sim.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.client.Caller;
import souk.sim.client.Wire;
import souk.sim.journal.Entry;
import souk.sim.journal.Journal;
import souk.sim.measure.Latencies;
import souk.sim.measure.Roster;
import souk.sim.measure.Step;
import souk.sim.measure.Tally;
import souk.sim.road.Point;

/**
 * Somebody who keeps asking which drivers are around. After a flush he asks every 50 ms until the
 * answer counts all drivers that must be found; at other times now and then. What he is shown goes
 * to his journal, where the ages are compared with the drivers' own.
 */
public final class IndexWatch implements AutoCloseable {
  private static final Duration AFTER_FLUSH = Duration.ofMillis(50);
  private static final Duration AT_REST = Duration.ofSeconds(1);

  /** A driver who has just come may not have been in the index that was lost. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  /** The answer counts no more than these. */
  private static final int COUNTED_MAX = 200;

  /** A little less than the answer's own radius, for it counts places on a grid. */
  private static final double RADIUS_METRES = 1_850;

  private final Caller caller;
  private final Journal journal;
  private final Call question;
  private final Point centre;
  private final Roster roster;
  private final Latencies latencies;
  private final Tally tally;
  private final List<Long> flushes = new ArrayList<>();
  private final Thread watcher;
  private long notedNanos = System.nanoTime() - AT_REST.toNanos();

  /** What the answer says that matters here. */
  private record AroundView(int count, List<Entry.Around> drivers) {
    private AroundView {
      Objects.requireNonNull(drivers, "drivers");
    }
  }

  /**
   * Begins to ask.
   *
   * @param caller tries each call once: a repetition would be another question
   */
  public IndexWatch(
      Caller caller,
      Journal journal,
      Point centre,
      String product,
      Roster roster,
      Latencies latencies,
      Tally tally) {
    this.caller = caller;
    this.journal = journal;
    this.centre = centre;
    this.roster = roster;
    this.latencies = latencies;
    this.tally = tally;
    question =
        Call.get(
            String.format(
                Locale.ROOT,
                "/v1/drivers/nearby?lat=%.6f&lon=%.6f&product=%s",
                centre.lat(),
                centre.lon(),
                product));
    watcher = Thread.ofVirtual().name("index-watch").start(this::watch);
  }

  /** The index was emptied after this instant of {@link System#nanoTime}. */
  synchronized void flushed(long nanos) {
    flushes.add(nanos);
    notifyAll();
  }

  /** Waits until the index is whole after the last flush; one that is not by then is noted. */
  public synchronized void awaitWhole(Duration max) throws InterruptedException {
    var end = System.nanoTime() + max.toNanos();
    while (!flushes.isEmpty() && end - System.nanoTime() > 0) {
      wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
    for (var flush : flushes) {
      journal.note(new Entry.IndexNotWhole((System.nanoTime() - flush) / 1_000_000));
    }
    flushes.clear();
  }

  @Override
  public void close() {
    watcher.interrupt();
  }

  private void watch() {
    try {
      while (true) {
        look();
        pause();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (Wire.Garbled garbled) {
      journal.note(new Entry.Failed("unreadable drivers around: " + garbled.getMessage()));
    }
  }

  private void look() throws InterruptedException {
    var asked = Instant.now();
    var askedNanos = System.nanoTime();
    if (!(caller.call(question) instanceof Answer.Done done)) return;
    var answered = System.nanoTime();
    var view = done.as(AroundView.class);
    if (answered - notedNanos >= AT_REST.toNanos()) {
      notedNanos = answered;
      journal.note(new Entry.AroundShown(asked, Instant.now(), view.drivers));
    }
    compare(view.count, askedNanos, answered);
  }

  private synchronized void compare(int found, long asked, long answered) {
    flushes.removeIf(flush -> flush - asked < 0 && isWhole(found, flush, answered));
    notifyAll();
  }

  private boolean isWhole(int found, long flush, long answered) {
    var due = roster.mustBeFound(flush - SETTLED.toNanos(), centre, RADIUS_METRES);
    if (found < Math.min(due, COUNTED_MAX)) return false;
    if (due == 0) {
      tally.count("flushes_with_nobody_to_find");
    } else {
      latencies.took(Step.FLEET_WHOLE_AGAIN, Duration.ofNanos(answered - flush));
      tally.count("drivers_found_again", due);
    }
    return true;
  }

  private void pause() throws InterruptedException {
    if (rests()) return;
    Thread.sleep(AFTER_FLUSH);
  }

  private synchronized boolean rests() throws InterruptedException {
    if (!flushes.isEmpty()) return false;
    wait(AT_REST.toMillis());
    return true;
  }
}
