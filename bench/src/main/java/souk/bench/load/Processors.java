package souk.bench.load;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import souk.embedded.process.Child;

/**
 * How many processors each process of a run keeps busy, with the processes that it has started;
 * {@code bench} is this one. What is not named is idle, somebody else's, or the kernel's own.
 */
public final class Processors {
  private final Collection<Child> children;
  private final Map<String, Duration> before;
  private final long since = System.nanoTime();

  private Processors(Collection<Child> children) {
    this.children = children;
    this.before = spent();
  }

  /** Of these and of this process, from now on. */
  static Processors of(Collection<Child> children) {
    return new Processors(children);
  }

  /** On average since it was made, to a hundredth. */
  public Map<String, Double> busy() {
    var seconds = (System.nanoTime() - since) / 1e9;
    var busy = new TreeMap<String, Double>();
    spent()
        .forEach((name, spent) -> {
          var during = spent.minus(before.getOrDefault(name, Duration.ZERO));
          busy.put(name, Math.round(100 * during.toNanos() / 1e9 / seconds) / 100.0);
        });
    return busy;
  }

  private Map<String, Duration> spent() {
    var spent =
        children.stream().collect(toMap(Child::name, Processors::of, Duration::plus, TreeMap::new));
    spent.put("bench", spent(ProcessHandle.current()));
    return spent;
  }

  private static Duration of(Child child) {
    return child.pid().stream()
        .boxed()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .map(Processors::spent)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration spent(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
