package souk.dispatch.fleet;

import java.util.Arrays;

/** How many of a batch's positions met each verdict. */
public final class Tally {
  private final int[] counts = new int[Verdict.values().length];

  void count(Verdict verdict) {
    count(verdict, 1);
  }

  void count(Verdict verdict, int positions) {
    counts[verdict.ordinal()] += positions;
  }

  void add(Tally other) {
    for (int i = 0; i < counts.length; i++) counts[i] += other.counts[i];
  }

  int of(Verdict verdict) {
    return counts[verdict.ordinal()];
  }

  /** How many came too fast and were dropped unseen. */
  public int limited() {
    return of(Verdict.LIMITED);
  }

  /** Whether nothing was looked at, because all of it came too fast. */
  boolean allLimited() {
    return limited() > 0 && limited() == Arrays.stream(counts).sum();
  }
}
