package souk.sim.phone;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.client.Caller;
import souk.sim.client.Line;
import souk.sim.journal.Entry;
import souk.sim.plan.DriverPlan;
import souk.sim.plan.Packet;
import souk.sim.plan.Packet.Fate;
import souk.sim.plan.Reception;
import souk.sim.road.Point;
import souk.sim.road.Whereabouts;
import souk.sim.road.Whereabouts.Motion;

/**
 * Tells the server every 4 s where a driver is, as exactly as the satellites let it; what could not
 * be sent goes with the next one.
 */
final class Gps implements AutoCloseable {
  /** So many positions make the half minute that goes with the end of a trip. */
  private static final int LAST = 8;

  private static final Duration PERIOD = Duration.ofSeconds(4);

  /** A position that has not arrived by then goes with the next one. */
  private static final Duration HTTP_PATIENCE = Duration.ofSeconds(3);

  private static final int UNSENT_MAX = 10;

  /** A car slower than this stands, and a compass in it means nothing. */
  private static final double STANDING_MPS = 0.5;

  private final City city;
  private final Phone phone;
  private final DriverPlan plan;
  private final Reception reception;
  private final Whereabouts whereabouts;
  private final Line line;
  private final Caller caller;
  private final Deque<Fix> unsent = new ConcurrentLinkedDeque<>();
  private final List<Late> late = new CopyOnWriteArrayList<>();

  /** The newest last, whatever became of them. */
  private final Deque<Fix> last = new ConcurrentLinkedDeque<>();

  private final Thread ticker;
  private boolean reversed;
  private volatile int ticks;

  /** A position as the API takes it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Fix(
      double lat,
      double lon,
      Instant at,
      int accuracyM,
      @Nullable Double heading,
      double speedMps) {

    Entry.Fix noted() {
      return new Entry.Fix(at, lat, lon);
    }
  }

  /** A position that is under way until an instant of {@link System#nanoTime}. */
  private record Late(Fix fix, long arrivesNanos) {}

  Gps(City city, Phone phone, DriverPlan plan, Whereabouts whereabouts, Line line) {
    this.city = city;
    this.phone = phone;
    this.plan = plan;
    this.whereabouts = whereabouts;
    this.line = line;
    reception = plan.reception();
    caller = phone.caller("gps-jitter").within(HTTP_PATIENCE);
    ticker = Thread.ofVirtual().name("gps").start(this::tick);
  }

  /**
   * Where he is, and was in the last half minute and while nothing could be sent, oldest first:
   * what goes with the end of a trip. An app that sends no positions has none then either.
   */
  List<Fix> last() {
    if (isMute()) return List.of();
    var all = new TreeMap<Instant, Fix>();
    Stream.of(unsent.stream(), late.stream().map(Late::fix), last.stream())
        .flatMap(fixes -> fixes)
        .forEach(fix -> all.put(fix.at(), fix));
    var here = fix(ticks);
    all.put(here.at(), here);
    return List.copyOf(all.values());
  }

  @Override
  public void close() {
    ticker.interrupt();
  }

  private void tick() {
    try {
      Thread.sleep(plan.positionPhase());
      if (plan.dropOut().isPresent()) city.tally().count("drop_outs");
      for (int n = 0; ; n++) {
        ticks = n;
        if (!isMute()) tell(n);
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException closed) {
      unsent.clear();
    }
  }

  /** Whether the app has stopped to send positions, though its driver is on line. */
  private boolean isMute() {
    var hours = city.hours();
    return plan.dropOut().filter(hours::isDuring).isPresent();
  }

  private void tell(int n) throws InterruptedException {
    var fix = fix(n);
    if (last.size() == LAST) last.removeFirst();
    last.addLast(fix);
    var packet = reception.packet(n);
    if (packet.fate() == Fate.LATE) {
      late.add(new Late(fix, System.nanoTime() + reception.lateness(n).toNanos()));
    } else {
      if (unsent.size() == UNSENT_MAX) unsent.removeFirst();
      unsent.addLast(fix);
    }
    if (packet.fate() == Fate.REVERSED) reversed = true;
    else send(packet);
    sendLate();
  }

  private Fix fix(int n) {
    var motion = whereabouts.motion();
    var seen = reception.seen(motion.place(), n).rounded();
    var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var drives = motion.metresPerSecond() >= STANDING_MPS;
    city.traces()
        .position(at, phone.person(), new Motion(seen, motion.heading(), motion.metresPerSecond()));
    return new Fix(
        seen.lat(),
        seen.lon(),
        at,
        reception.accuracyMetres(),
        drives ? tenths(motion.heading()) % 360 : null,
        tenths(motion.metresPerSecond()));
  }

  private void send(Packet packet) throws InterruptedException {
    if (unsent.isEmpty()) return;
    var fixes = List.copyOf(reversed ? unsent.reversed() : unsent);
    if (packet.fate() == Fate.TWICE) send(fixes, packet.overHttp());
    if (!send(fixes, packet.overHttp())) return;
    unsent.clear();
    reversed = false;
  }

  private void sendLate() throws InterruptedException {
    for (var one : List.copyOf(late)) {
      var arrived = System.nanoTime() - one.arrivesNanos >= 0;
      if (arrived && send(List.of(one.fix), false)) late.remove(one);
    }
  }

  /** Whether they arrived; those that may have arrived are written down, too. */
  private boolean send(List<Fix> fixes, boolean overHttp) throws InterruptedException {
    if (phone.signal().isLost()) return false;
    var hadLine = line.isUp();
    var begun = Instant.now();
    var sent = overHttp ? post(fixes) : line.send(Map.of("type", "positions", "positions", fixes));
    if (!overHttp && !sent && !hadLine) return false;
    var noted = fixes.stream().map(Fix::noted).toList();
    phone.journal().note(new Entry.Pinged(begun, Instant.now(), noted));
    if (sent) {
      city.tally().count(overHttp ? "positions_over_http" : "positions_over_socket", fixes.size());
      city.roster().pinged(phone.person().name(), place(fixes));
    }
    return sent;
  }

  private boolean post(List<Fix> fixes) throws InterruptedException {
    var answer = caller.call(Call.post("/v1/positions", Map.of("positions", fixes)));
    if (answer instanceof Answer.Refused(var status, var code)) {
      phone.journal().note(new Entry.NotDone("positions.post", "me", status, code));
    }
    return answer instanceof Answer.Done;
  }

  private static Point place(List<Fix> fixes) {
    var last = fixes.getLast();
    return new Point(last.lat(), last.lon());
  }

  private static double tenths(double value) {
    return Math.rint(value * 10) / 10;
  }
}
