package souk.payments.ledger;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import souk.platform.json.Json;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;

/**
 * Reads the whole ledger once more, from its first entry, and compares all that is kept with what
 * the entries say. Reads one snapshot, so that whoever posts meanwhile neither waits nor disturbs.
 */
@Singleton
public final class LedgerCheck {
  /** Of each check: who has more has one cause, and needs no longer list. */
  static final int FINDINGS_MAX = 100;

  private static final String SNAPSHOT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

  private final Statements database;
  private final Transactions transactions;
  private final Json json;

  LedgerCheck(Statements database, Transactions transactions, Json json) {
    this.database = database;
    this.transactions = transactions;
    this.json = json;
  }

  /**
   * Something that is not as it must be.
   *
   * @param check which of the checks says so
   * @param subject the account, journal, charge or currency
   */
  public record Finding(String check, String subject, String detail) {
    @Override
    public String toString() {
      return check + ": " + subject + ": " + detail;
    }
  }

  /**
   * What was read and found; of each check a hundred findings at most.
   *
   * @param accounts rows of accounts, of which striped accounts have several
   */
  public record Report(long accounts, long entries, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Takes as long as the ledger is large; says on the way what it is doing.
   *
   * @throws RuntimeException when the database refuses, or cannot be reached
   */
  public Report run(Consumer<String> progress) {
    return transactions.call(() ->
        database.onConnection(connection -> {
          // the pool's limit is meant for requests; here a question may take as long as it needs
          var limitMs = connection.getNetworkTimeout();
          connection.setNetworkTimeout(Runnable::run, 0);
          try {
            return read(connection, progress);
          } finally {
            connection.setNetworkTimeout(Runnable::run, limitMs);
          }
        }));
  }

  private Report read(Connection connection, Consumer<String> progress) throws SQLException {
    try (var snapshot = connection.createStatement()) {
      snapshot.execute(SNAPSHOT);
    }
    progress.accept("replaying every account from its first entry");
    var replay = new LedgerReplay(progress);
    replay.read(connection);
    progress.accept("reading every journal with its facts and entries");
    var journals = new JournalReplay(json);
    journals.read(connection);
    var findings = new ArrayList<>(replay.findings());
    findings.addAll(journals.findings());
    for (var question : LedgerQuestion.values()) {
      progress.accept(question.sentence());
      findings.addAll(ask(connection, question));
    }
    return new Report(replay.accounts(), replay.entries(), findings);
  }

  private static List<Finding> ask(Connection connection, LedgerQuestion question)
      throws SQLException {
    try (var statement = connection.prepareStatement(question.sql())) {
      statement.setMaxRows(FINDINGS_MAX);
      try (var rows = statement.executeQuery()) {
        var findings = new ArrayList<Finding>();
        while (rows.next()) findings.add(finding(question, rows));
        return findings;
      }
    }
  }

  private static Finding finding(LedgerQuestion question, ResultSet row) throws SQLException {
    return new Finding(question.check(), row.getString("subject"), row.getString("detail"));
  }
}
