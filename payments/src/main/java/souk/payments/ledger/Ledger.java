package souk.payments.ledger;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import souk.payments.ledger.LedgerRows.Line;
import souk.platform.postgres.Transactions;

/**
 * Posts journals. All journals of a call are entered and all its accounts are locked in one order,
 * so calls never wait for each other in a circle; hence a transaction posts in one call, after
 * every other row it locks.
 */
@Singleton
public final class Ledger {
  private final LedgerRows rows;
  private final Transactions transactions;

  Ledger(LedgerRows rows, Transactions transactions) {
    this.rows = rows;
    this.transactions = transactions;
  }

  /** What was told before under the same key is not what is told now. */
  public static final class ToldOtherwise extends IllegalStateException {
    ToldOtherwise(String key) {
      super("the ledger has another journal of the key " + key);
    }
  }

  /** An account would come to stand on the other side than its own. */
  public static final class Overdrawn extends IllegalStateException {
    Overdrawn(String account, long balanceMinor) {
      super(account + " would stand at " + balanceMinor);
    }
  }

  /**
   * Posts those of the journals that are not there yet, in the present transaction or one of its
   * own; answers how many that were.
   *
   * @throws ToldOtherwise when another journal has the key of one of them
   * @throws Overdrawn when earmarked money would be spent that is not there; nothing is posted
   */
  public int post(List<Journal> journals) {
    return journals.isEmpty() ? 0 : transactions.call(() -> post(journals, byKey(journals)));
  }

  /** In the order of the keys: who enters one waits for whoever has just entered the same. */
  private static SortedMap<String, Journal> byKey(List<Journal> journals) {
    return journals.stream().collect(toMap(Journal::key, one -> one, Ledger::same, TreeMap::new));
  }

  private static Journal same(Journal one, Journal other) {
    if (!one.content().equals(other.content())) throw new ToldOtherwise(one.key());
    return one;
  }

  private int post(List<Journal> journals, SortedMap<String, Journal> byKey) {
    var entered = rows.enter(byKey.values(), touched(lines(byKey.values())));
    for (var journal : byKey.values()) {
      var isThere = !entered.ids().containsKey(journal.key());
      if (isThere && !rows.saysTheSame(journal)) throw new ToldOtherwise(journal.key());
    }
    // in the order in which they were told: what one brings, the next may take
    var fresh =
        journals.stream()
            .filter(one -> entered.ids().containsKey(one.key()) && byKey.get(one.key()) == one)
            .distinct()
            .toList();
    if (!fresh.isEmpty()) append(lines(fresh), entered);
    return fresh.size();
  }

  private static SortedMap<Line.Row, Account> touched(List<Line> lines) {
    var touched = new TreeMap<Line.Row, Account>();
    lines.forEach(line -> line.rows().forEach(touched::put));
    return touched;
  }

  private void append(List<Line> lines, LedgerRows.Entered entered) {
    var balances = entered.balances();
    // what only journals touch that are there already stays as it is
    balances.keySet().retainAll(touched(lines).keySet());
    var entries = new ArrayList<LedgerRows.Entry>();
    for (var line : lines) {
      for (var part : line.parts(requireNonNull(balances.get(line.row())))) {
        entries.add(entry(part, entered.ids(), balances));
      }
    }
    balances.values().forEach(Ledger::check);
    rows.append(entries, balances.values());
  }

  private static LedgerRows.Entry entry(
      Line line, Map<String, UUID> ids, Map<Line.Row, AccountBalance> balances) {
    var before = requireNonNull(balances.get(line.row()));
    var after = before.with(line.journal(), line.leg().signedMinor());
    balances.put(line.row(), after);
    return new LedgerRows.Entry(
        after,
        requireNonNull(ids.get(line.journal())),
        line.leg().signedMinor(),
        line.leg().account());
  }

  private static void check(AccountBalance balance) {
    if (balance.isOverdrawn()) throw new Overdrawn(balance.key(), balance.minor());
  }

  private static List<Line> lines(Collection<Journal> journals) {
    return journals.stream()
        .flatMap(journal -> journal.legs().stream().map(leg -> Line.of(journal.key(), leg)))
        .toList();
  }
}
