package souk.dispatch.fleet;

/** How many of a batch's positions met each verdict. */
public final class Tally {
  private final int[] counts = new int[Verdict.values().length];

  void count(Verdict verdict) {
    counts[verdict.ordinal()]++;
  }

  void add(Tally other) {
    for (int i = 0; i < counts.length; i++) counts[i] += other.counts[i];
  }

  int of(Verdict verdict) {
    return counts[verdict.ordinal()];
  }
}
