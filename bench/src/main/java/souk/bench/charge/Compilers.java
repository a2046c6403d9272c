package souk.bench.charge;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** How busy the virtual machine is with translating this process's code while it runs. */
final class Compilers {
  private final CompilationMXBean machine = ManagementFactory.getCompilationMXBean();
  private long millis = machine.getTotalCompilationTime();
  private long since = System.nanoTime();

  /** Of one processor's time, since it was last asked or made. */
  double shareSinceLast() {
    var now = System.nanoTime();
    var total = machine.getTotalCompilationTime();
    var share = 1e6 * (total - millis) / Math.max(1, now - since);
    millis = total;
    since = now;
    return share;
  }
}
