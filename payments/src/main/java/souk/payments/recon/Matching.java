package souk.payments.recon;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Compares two lists of movements of one balance. Whatever is on either list is in exactly one
 * match, and turning the lists round turns the verdicts round: nothing is dropped, nothing counts
 * twice. A thing is what has one reference in one currency, however many movements it took: a
 * refund and its return, a payment taken in parts, a transfer and its reversal.
 */
final class Matching {
  private Matching() {}

  /** What is compared. */
  record Key(String reference, String currency) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::reference).thenComparing(Key::currency);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The kind of a line of the provider's statement that nobody here can read. It has no amount:
   * such lines are counted, in {@code XXX}, which ISO 4217 keeps for what is in no currency.
   */
  static final String UNREADABLE = "UNREADABLE";

  /**
   * A movement as one side has it.
   *
   * @param kind of thing that moved
   * @param minor what came (positive) or went, in minor units
   */
  record Movement(Key key, String kind, long minor, Instant at) {}

  /** What a side has of one thing; nothing when {@code count} is 0. */
  record Side(int count, long minor) {
    static final Side NOTHING = new Side(0, 0);

    Side with(Movement movement) {
      return new Side(count + 1, Math.addExact(minor, movement.minor()));
    }
  }

  /**
   * Both sides of one thing.
   *
   * @param latest when either side moved last
   */
  record Match(Key key, String kind, Side ours, Side theirs, Instant latest) {
    private static Match begun(Movement by) {
      return new Match(by.key(), by.kind(), Side.NOTHING, Side.NOTHING, by.at());
    }

    private Match withOurs(Movement movement) {
      return new Match(key, kind, ours.with(movement), theirs, later(movement));
    }

    /** Which kind it is the provider's word says, where both have one. */
    private Match withTheirs(Movement movement) {
      return new Match(key, movement.kind(), ours, theirs.with(movement), later(movement));
    }

    private Instant later(Movement movement) {
      return movement.at().isAfter(latest) ? movement.at() : latest;
    }

    /** What the provider has more than the ledger, in minor units. */
    long difference() {
      return Math.subtractExact(theirs.minor(), ours.minor());
    }

    Verdict verdict() {
      if (difference() == 0) return Verdict.MATCHED;
      if (kind.equals(UNREADABLE)) return Verdict.UNREADABLE;
      if (ours.count() == 0) return Verdict.MISSING_HERE;
      return theirs.count() == 0 ? Verdict.MISSING_THERE : Verdict.DIFFERENT_AMOUNT;
    }
  }

  /** One match for each thing, in the order of the keys. */
  static List<Match> of(List<Movement> ours, List<Movement> theirs) {
    var matches = new TreeMap<Key, Match>();
    ours.forEach(
        one -> matches.merge(one.key(), Match.begun(one).withOurs(one), (m, _) -> m.withOurs(one)));
    theirs.forEach(one ->
        matches.merge(one.key(), Match.begun(one).withTheirs(one), (m, _) -> m.withTheirs(one)));
    return List.copyOf(matches.values());
  }
}
