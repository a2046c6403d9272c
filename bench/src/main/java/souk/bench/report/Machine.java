package souk.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a benchmark ran on.
 *
 * @param cpu the processor's own name
 * @param memoryMb of the whole machine
 * @param load processes that wanted a processor, on average over the last minute before this was
 *     asked; much above what the benchmark needs means that somebody else was at work
 */
public record Machine(int cpus, String cpu, long memoryMb, String os, String java, double load) {
  private static final long BYTES_PER_MB = 1 << 20;

  /** The machine of this process, now. */
  public static Machine here() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        system.getAvailableProcessors(),
        processor(),
        system.getTotalMemorySize() / BYTES_PER_MB,
        system.getName() + " " + system.getArch(),
        Runtime.version().toString(),
        Math.round(system.getSystemLoadAverage() * 100) / 100.0);
  }

  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException elsewhere) {
      return "unknown";
    }
  }
}
