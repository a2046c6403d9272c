package souk.payments.recon;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import souk.payments.recon.Matching.Key;
import souk.payments.recon.Matching.Match;
import souk.platform.postgres.DatabaseClock;
import souk.platform.postgres.Transactions;

/**
 * Compares the ledger with the provider's statement. Items are locked before either side is read,
 * so of a comparison and a correction at once the later one sees what the earlier one did.
 */
@Singleton
public final class Reconcile {
  private static final Key START = new Key("", "");
  private static final String SEPARATOR = " ";

  private final BothSides sides;
  private final Items items;
  private final ReconConfiguration configuration;
  private final Transactions transactions;
  private final DatabaseClock clock;

  Reconcile(
      BothSides sides,
      Items items,
      ReconConfiguration configuration,
      Transactions transactions,
      DatabaseClock clock) {
    this.sides = sides;
    this.items = items;
    this.configuration = configuration;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Compares some of what concerns a run, in the present transaction or one of its own.
   *
   * @param reached what this answered last; null at the beginning
   * @return the last that was compared; empty when there was nothing left
   */
  public Optional<String> some(UUID runId, @Nullable String reached, int limit) {
    return transactions.call(() -> {
      var keys = sides.concerned(runId, key(reached), limit);
      if (keys.isEmpty()) return Optional.empty();
      compare(new TreeSet<>(keys), runId);
      return Optional.of(text(keys.getLast()));
    });
  }

  /** Locks an item until the end of the transaction: nobody else moves it or its case. */
  void lock(Key key) {
    items.lock(new TreeSet<>(List.of(key)));
  }

  /** Compares one thing again, whose item is locked. */
  Match again(Key key) {
    return compare(new TreeSet<>(List.of(key)), null).getFirst();
  }

  private List<Match> compare(SortedSet<Key> keys, @Nullable UUID runId) {
    items.lock(keys);
    var found = Matching.of(sides.ours(keys), sides.theirs(keys));
    var matches = new ArrayList<>(found);
    var seen = found.stream().map(Match::key).collect(Collectors.toSet());
    // nothing is left of it on either side: what was on its way never left
    keys.stream().filter(key -> !seen.contains(key)).map(this::gone).forEach(matches::add);
    items.compared(matches, configuration.grace(), runId);
    items.openAndClose(keys);
    return matches;
  }

  private Match gone(Key key) {
    return new Match(key, "UNKNOWN", Matching.Side.NOTHING, Matching.Side.NOTHING, clock.now());
  }

  private static Key key(@Nullable String reached) {
    if (reached == null) return START;
    var cut = reached.lastIndexOf(SEPARATOR);
    return new Key(reached.substring(0, cut), reached.substring(cut + 1));
  }

  private static String text(Key key) {
    return key.reference() + SEPARATOR + key.currency();
  }
}
