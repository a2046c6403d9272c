package souk.payments.ledger;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import souk.payments.ledger.AccountKind.Shape;

/** What must be true of the ledger as a whole; the rows of an answer are what is not so. */
enum LedgerQuestion {
  JOURNALS_BALANCE(
      "every journal has entries, and sums to zero in each currency",
      """
      SELECT journal.key AS subject,
             coalesce(entry.currency || ' ' || sum(entry.amount_minor), 'has no entries') AS detail
      FROM payments.ledger_journal journal
      LEFT JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
      GROUP BY journal.key, entry.currency
      HAVING coalesce(sum(entry.amount_minor), 1) <> 0\
      """),
  TRIAL_BALANCE(
      "all accounts sum to zero in each currency",
      """
      SELECT currency AS subject, 'sums to ' || sum(balance_minor) AS detail
      FROM payments.ledger_account GROUP BY currency HAVING sum(balance_minor) <> 0\
      """),
  ACCOUNTS_OF_THE_CHART(
      "every account is of the chart, and striped where the chart says so",
      """
      SELECT key || '#' || stripe AS subject, kind || ', ' || owner || ', ' || currency AS detail
      FROM payments.ledger_account
      WHERE kind NOT IN (%s)
         OR key <> kind || CASE WHEN owner = '' THEN '' ELSE ':' || owner END || ':' || currency
         OR stripe >= CASE WHEN kind IN (%s) THEN %d ELSE 1 END\
      """
          .formatted(codes(_ -> true), striped(), LedgerRows.STRIPES)),
  ENTRIES_OF_THEIR_ACCOUNTS(
      "every entry is in its account's currency, and is its payee's",
      """
      SELECT account.key || '#' || account.stripe AS subject,
             'entry ' || entry.seq || ' is in ' || entry.currency || ', of '
               || coalesce(entry.earner, 'nobody') AS detail
      FROM payments.ledger_entry entry
      JOIN payments.ledger_account account ON account.id = entry.account_id
      WHERE entry.currency <> account.currency
         OR entry.earner IS DISTINCT FROM CASE WHEN account.kind IN (%s) THEN account.owner END\
      """
          .formatted(codes(AccountKind::isEarned))),
  STRIPED_TOTALS(
      "the rows of a striped account sum to all its entries",
      """
      SELECT kept.key AS subject,
             kept.minor || ' in its rows, ' || coalesce(told.minor, 0) || ' told' AS detail
      FROM (SELECT key, sum(balance_minor) AS minor FROM payments.ledger_account
            WHERE kind IN (%s) GROUP BY key) kept
      LEFT JOIN (SELECT account.key, sum(entry.amount_minor) AS minor
                 FROM payments.ledger_entry entry
                 JOIN payments.ledger_account account ON account.id = entry.account_id
                 GROUP BY account.key) told ON told.key = kept.key
      WHERE kept.minor <> coalesce(told.minor, 0)\
      """
          .formatted(striped())),
  /** A journal's key begins with its charge, and a hold's end has one key: so it ends once. */
  HOLDS_RESOLVE_ONCE(
      "every hold is its live charge's, and was resolved once by one that is over",
      """
      SELECT coalesce(told.charge, live.charge) AS subject,
             'reserved ' || coalesce(told.minor, 0) || ', the charge holds '
               || coalesce(live.minor, 0) AS detail
      FROM (SELECT split_part(journal.key, ' ', 2) AS charge, -sum(entry.amount_minor) AS minor
            FROM payments.ledger_account account
            JOIN payments.ledger_entry entry ON entry.account_id = account.id
            JOIN payments.ledger_journal journal ON journal.id = entry.journal_id
            WHERE account.kind = 'memo:reserved_for' GROUP BY 1) told
      FULL JOIN (SELECT CAST(id AS text) AS charge, authorized_minor - captured_minor AS minor
                 FROM payments.charge WHERE settled_at IS NULL) live ON live.charge = told.charge
      WHERE coalesce(told.minor, 0) <> coalesce(live.minor, 0)\
      """),
  REVERSALS_TAKE_BACK_THE_WHOLE(
      "every reversal is the whole of its journal, the other way round",
      """
      SELECT reversal.key AS subject, 'leaves ' || account.key || ' at ' || sum(entry.amount_minor)
               AS detail
      FROM payments.ledger_journal reversal
      JOIN payments.ledger_journal reversed ON reversed.key = reversal.reverses
      JOIN payments.ledger_entry entry ON entry.journal_id IN (reversal.id, reversed.id)
      JOIN payments.ledger_account account ON account.id = entry.account_id
      GROUP BY reversal.key, account.key HAVING sum(entry.amount_minor) <> 0\
      """);

  private final String sentence;
  private final String sql;

  LedgerQuestion(String sentence, String sql) {
    this.sentence = sentence;
    this.sql = sql;
  }

  String check() {
    return name().toLowerCase(Locale.ROOT);
  }

  String sentence() {
    return sentence;
  }

  String sql() {
    return sql;
  }

  private static String striped() {
    return codes(kind -> kind.shape() == Shape.STRIPED);
  }

  private static String codes(Predicate<AccountKind> which) {
    return Arrays.stream(AccountKind.values())
        .filter(which)
        .map(kind -> "'" + kind.code() + "'")
        .collect(joining(", "));
  }
}
