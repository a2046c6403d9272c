package souk.platform.identity.password;

/** What one Argon2id hash costs: KiB of memory, passes over it, lanes. */
record Argon2Cost(int memoryKib, int iterations, int parallelism) {
  private static final int MEMORY_KIB_MAX = 1 << 20;
  private static final int ITERATIONS_MAX = 64;
  private static final int PARALLELISM_MAX = 16;

  Argon2Cost {
    if (memoryKib < 8 * parallelism
        || memoryKib > MEMORY_KIB_MAX
        || iterations < 1
        || iterations > ITERATIONS_MAX
        || parallelism < 1
        || parallelism > PARALLELISM_MAX) {
      throw new IllegalArgumentException(
          "no Argon2 cost: m=%d,t=%d,p=%d".formatted(memoryKib, iterations, parallelism));
    }
  }
}
