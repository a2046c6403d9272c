package souk.dispatch.race;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import souk.dispatch.DispatchNode;
import souk.dispatch.TestCity;
import souk.embedded.TestDatabase;

/** The processes that race, one city after the other, and all that anybody was told there. */
final class Racers implements AutoCloseable {
  private static final int PROCESSES = 2;
  private static final int THREADS = 8;
  private static final int DRIVERS = 8;
  private static final int TOLD_BEFORE_THE_KILL = 100;

  private final List<RaceProcess> processes = new ArrayList<>();
  private final Queue<Told> told = new ConcurrentLinkedQueue<>();
  private final Queue<String> accidents = new ConcurrentLinkedQueue<>();

  Racers() {
    refill();
  }

  /** Brings all processes to this city; the one that is returned is for looking on. */
  TestCity enter(TestDatabase database) {
    told.clear();
    accidents.clear();
    refill();
    var prefix = DispatchNode.prefix();
    var city = TestCity.open(database, prefix, Map.of());
    for (int driver = 0; driver < DRIVERS; driver++) city.driver();
    processes.forEach(process -> process.open(database, prefix));
    processes.forEach(RaceProcess::awaitDone);
    return city;
  }

  /** So many turns on each thread, in all processes at once. */
  void run(int turns, long seed) {
    begin(turns, seed);
    processes.forEach(RaceProcess::awaitDone);
  }

  /**
   * The same, but one process is killed in the middle of it.
   *
   * @return whether it was still at it
   */
  boolean runAndKillOne(int turns, long seed) {
    var before = told.size();
    begin(turns, seed);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(2))
        .until(() -> told.size() >= before + TOLD_BEFORE_THE_KILL);
    var killed = processes.removeFirst();
    killed.kill();
    processes.forEach(RaceProcess::awaitDone);
    return killed.answer().equals("gone");
  }

  private void begin(int turns, long seed) {
    for (int n = 0; n < processes.size(); n++) {
      processes.get(n).run(THREADS, turns, seed + n * THREADS);
    }
  }

  /** Brings to an end whatever is left in the city. */
  void drain(TestCity city) {
    new Race(city, told::add, accident -> accidents.add(accident.toString())).drain();
  }

  /** Everything that must not be. */
  List<String> breaches(TestCity city) {
    var all = History.breaches(city, told);
    accidents.forEach(accident -> all.add("accident: " + accident));
    return all;
  }

  private void refill() {
    processes.removeIf(process -> !process.isAlive());
    while (processes.size() < PROCESSES)
      processes.add(RaceProcess.start(told::add, accidents::add));
  }

  @Override
  public void close() {
    processes.forEach(RaceProcess::close);
  }
}
