package souk.payments.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import souk.payments.ledger.LedgerCheck.Finding;

/**
 * Walks along every account's entries as they were appended: numbered without gaps, each with the
 * balance after it and a link to all before it, the last of them what the account's row says.
 */
final class LedgerReplay {
  private static final int FETCHED = 5_000;
  private static final int TOLD_EVERY = 250_000;

  private static final String ALL =
      """
      SELECT account.id, account.key || '#' || account.stripe AS key, account.keeps_to,
             account.balance_minor AS kept_minor, account.entries AS kept_entries,
             account.chain AS kept_chain,
             entry.seq, entry.amount_minor, entry.balance_minor, entry.chain, journal.key AS journal
      FROM payments.ledger_account account
      LEFT JOIN payments.ledger_entry entry ON entry.account_id = account.id
      LEFT JOIN payments.ledger_journal journal ON journal.id = entry.journal_id
      ORDER BY account.id, entry.seq
      """;

  private final Consumer<String> progress;
  private final List<Finding> findings = new ArrayList<>();
  private long accounts;
  private long entries;

  LedgerReplay(Consumer<String> progress) {
    this.progress = progress;
  }

  List<Finding> findings() {
    return findings;
  }

  long accounts() {
    return accounts;
  }

  long entries() {
    return entries;
  }

  void read(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(ALL)) {
      statement.setFetchSize(FETCHED);
      try (var rows = statement.executeQuery()) {
        @Nullable Walk walk = null;
        while (rows.next()) {
          if (walk == null || walk.kept.id() != rows.getLong("id")) {
            end(walk);
            walk = new Walk(kept(rows));
            accounts++;
          }
          if (rows.getString("journal") != null) step(walk, rows);
        }
        end(walk);
      }
    }
  }

  /** Where a walk along one account is. */
  private static final class Walk {
    final AccountBalance kept;
    AccountBalance at;
    boolean broken;

    Walk(AccountBalance kept) {
      this.kept = kept;
      this.at = new AccountBalance(kept.id(), kept.key(), kept.keepsTo(), 0, 0, new byte[0]);
    }
  }

  private void step(Walk walk, ResultSet row) throws SQLException {
    entries++;
    if (entries % TOLD_EVERY == 0) progress.accept(entries + " entries");
    // the first flaw of an account is told; all after it rests on it
    if (walk.broken) return;
    walk.at = walk.at.with(row.getString("journal"), row.getLong("amount_minor"));
    var flaw = flaw(walk.at, row);
    if (flaw == null) return;
    walk.broken = true;
    add("chains_verify", walk.kept.key(), "entry %d: %s".formatted(row.getLong("seq"), flaw));
  }

  private static @Nullable String flaw(AccountBalance at, ResultSet row) throws SQLException {
    if (row.getLong("seq") != at.entries()) return "number %d is missing".formatted(at.entries());
    var balance = row.getLong("balance_minor");
    if (balance != at.minor()) return "says %d, not %d".formatted(balance, at.minor());
    return Arrays.equals(row.getBytes("chain"), at.chain()) ? null : "was changed: its link breaks";
  }

  private void end(@Nullable Walk walk) {
    if (walk == null || walk.broken) return;
    var kept = walk.kept;
    var at = walk.at;
    if (kept.minor() != at.minor() || kept.entries() != at.entries()) {
      add(
          "balances_are_their_entries",
          kept.key(),
          "kept as %d after %d entries, which are %d after %d"
              .formatted(kept.minor(), kept.entries(), at.minor(), at.entries()));
    }
    if (!Arrays.equals(kept.chain(), at.chain())) {
      add("chains_verify", kept.key(), "its row has another end of the chain than its entries");
    }
  }

  private void add(String check, String subject, String detail) {
    if (findings.size() < LedgerCheck.FINDINGS_MAX) {
      findings.add(new Finding(check, subject, detail));
    }
  }

  private static AccountBalance kept(ResultSet row) throws SQLException {
    return new AccountBalance(
        row.getLong("id"),
        row.getString("key"),
        row.getInt("keeps_to"),
        row.getLong("kept_minor"),
        row.getLong("kept_entries"),
        row.getBytes("kept_chain"));
  }
}
