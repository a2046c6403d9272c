package souk.payments.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The shortest part of a history that is found to fail like the whole. */
final class Shortest {
  /** Each takes some seconds. */
  private static final int ATTEMPTS_MAX = Integer.getInteger("souk.test.shortenings", 30);

  private final Predicate<List<Move>> fails;
  private List<Move> shortest;
  private int attempts;

  private Shortest(List<Move> whole, Predicate<List<Move>> fails) {
    this.shortest = whole;
    this.fails = fails;
  }

  static List<Move> of(List<Move> whole, Predicate<List<Move>> fails) {
    var shortest = new Shortest(whole, fails);
    for (var part = whole.size() / 2; part > 0; part /= 2) shortest.without(part);
    return shortest.shortest;
  }

  /** From the end, for what comes first is what the rest stands on. */
  private void without(int part) {
    for (var end = shortest.size(); end >= part; end -= part) {
      if (attempts++ >= ATTEMPTS_MAX) return;
      var rest = new ArrayList<>(shortest.subList(0, end - part));
      rest.addAll(shortest.subList(end, shortest.size()));
      if (fails.test(rest)) shortest = List.copyOf(rest);
    }
  }
}
