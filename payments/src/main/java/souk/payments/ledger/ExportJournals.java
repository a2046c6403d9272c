package souk.payments.ledger;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import souk.payments.ledger.OrderPostings.Posting;

/** Writes the journals of a span of time for a bookkeeping program, some at a time. */
@Singleton
final class ExportJournals {
  private static final int AT_ONCE = 500;
  private static final String AFTER =
      """
      SELECT * FROM payments.ledger_journal
      WHERE (posted_at, key) > (?, ?) AND posted_at < ?
      ORDER BY posted_at, key LIMIT ?\
      """;

  private final PostingRows rows;

  ExportJournals(PostingRows rows) {
    this.rows = rows;
  }

  /**
   * @param until exclusive; a transaction that began before it may still be open, so it lies in the
   *     past
   */
  void write(JournalText.Format format, Instant from, Instant until, Appendable out)
      throws IOException {
    var text = new JournalText(format);
    var known = new HashSet<String>();
    var page = after(from, "", until);
    while (!page.isEmpty()) {
      for (var posting : page) out.append(text.opened(posting, known)).append(text.of(posting));
      var last = page.getLast();
      page = after(last.at(), last.key(), until);
    }
  }

  private List<Posting> after(Instant at, String key, Instant until) {
    return rows.of(
        AFTER,
        statement -> {
          statement.setObject(1, at.atOffset(ZoneOffset.UTC));
          statement.setString(2, key);
          statement.setObject(3, until.atOffset(ZoneOffset.UTC));
          statement.setInt(4, AT_ONCE);
        });
  }
}
