package souk.sim.phone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import souk.sim.client.Line;
import souk.sim.road.Whereabouts;

/** Tells the server every 4 s where a driver is; what could not be sent goes with the next one. */
final class Gps implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(4);
  private static final int UNSENT_MAX = 10;
  private static final int ACCURACY_M = 5;

  private record Fix(double lat, double lon, Instant at, int accuracyM) {}

  private final Whereabouts whereabouts;
  private final Line line;
  private final Duration phase;
  private final Deque<Fix> unsent = new ArrayDeque<>();
  private final Thread ticker;

  Gps(Whereabouts whereabouts, Line line, Duration phase) {
    this.whereabouts = whereabouts;
    this.line = line;
    this.phase = phase;
    ticker = Thread.ofVirtual().name("gps").start(this::tick);
  }

  @Override
  public void close() {
    ticker.interrupt();
  }

  private void tick() {
    try {
      Thread.sleep(phase);
      while (true) {
        send();
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException closed) {
      unsent.clear();
    }
  }

  private void send() throws InterruptedException {
    var here = whereabouts.now().rounded();
    if (unsent.size() == UNSENT_MAX) unsent.removeFirst();
    unsent.addLast(new Fix(here.lat(), here.lon(), Instant.now(), ACCURACY_M));
    if (line.send(Map.of("type", "positions", "positions", List.copyOf(unsent)))) unsent.clear();
  }
}
