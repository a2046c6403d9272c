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
  private final Concerned concerned;
  private final BothSides sides;
  private final Items items;
  private final ReconConfiguration configuration;
  private final Transactions transactions;
  private final DatabaseClock clock;

  Reconcile(
      Concerned concerned,
      BothSides sides,
      Items items,
      ReconConfiguration configuration,
      Transactions transactions,
      DatabaseClock clock) {
    this.concerned = concerned;
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
   * @return from where to go on; empty when nothing was left
   */
  public Optional<String> some(UUID runId, @Nullable String reached, int limit) {
    return transactions.call(() -> {
      var page = concerned.after(runId, reached, limit);
      page.ifPresent(next -> compare(new TreeSet<>(next.keys()), runId));
      return page.map(Concerned.Page::reached);
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
}
