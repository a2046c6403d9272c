package souk.sim.report;

/** What the run ran on. */
public record Machine(int cpus, long memoryMb, String os, String java) {
  private static final long BYTES_PER_MB = 1 << 20;

  /** The machine of this process; {@code memoryMb} is what it may use itself. */
  public static Machine here() {
    var runtime = Runtime.getRuntime();
    return new Machine(
        runtime.availableProcessors(),
        runtime.maxMemory() / BYTES_PER_MB,
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.version"));
  }
}
