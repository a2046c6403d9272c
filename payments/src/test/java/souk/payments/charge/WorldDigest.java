package souk.payments.charge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import souk.payments.PaymentsNode;

/**
 * All journals by business key with what they say and where it was entered, and where everything
 * stands. What two worlds name by chance is called by what it is about.
 */
final class WorldDigest {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Each id that is made by chance, and what it is the id of. */
  private static final String NAMES =
      """
      SELECT id || ' refund of ' || charge_id || ' ' || row_number()
        OVER (PARTITION BY charge_id ORDER BY created_at, id) FROM payments.refund
      UNION ALL
      SELECT id || ' dispute of ' || charge_id || ' ' || row_number()
        OVER (PARTITION BY charge_id ORDER BY created_at, id) FROM payments.dispute
      UNION ALL
      SELECT id || ' payout of ' || payee_id || ' ' || row_number()
        OVER (PARTITION BY payee_id ORDER BY taken_up_at, id) FROM payments.payout\
      """;

  /** What a journal says beside its entries is digested where no id is made by chance. */
  private static final String SAID =
      """
      SELECT concat_ws('|', journal.key, template, order_kind, order_id, account.key, amount_minor)
             || E'\\t' || encode(content, 'hex')
      FROM payments.ledger_journal journal
      JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
      JOIN payments.ledger_account account ON account.id = entry.account_id
      UNION ALL
      SELECT concat_ws('|', id, status, captured_minor, refunded_minor) || E'\\t'
      FROM payments.charge
      UNION ALL
      SELECT concat_ws('|', id, status, amount_minor) || E'\\t' FROM payments.refund
      UNION ALL
      SELECT concat_ws('|', id, status, withdrawn_minor) || E'\\t' FROM payments.dispute
      UNION ALL
      SELECT concat_ws('|', id, status, amount_minor) || E'\\t' FROM payments.payout\
      """;

  private WorldDigest() {}

  static String of(PaymentsNode node) {
    return sha256(String.join("\n", lines(node)));
  }

  /** What the digest is of, in order. */
  static List<String> lines(PaymentsNode node) {
    var names =
        node.lines(NAMES).stream()
            .map(line -> line.split(" ", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    var lines = new ArrayList<String>();
    for (var line : node.lines(SAID)) {
      var said = line.substring(0, line.indexOf('\t'));
      var named = named(said, names);
      lines.add(named.equals(said) ? line : named);
    }
    lines.sort(null);
    return lines;
  }

  private static String named(String text, Map<String, String> names) {
    return ID.matcher(text).replaceAll(id -> names.getOrDefault(id.group(), id.group()));
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
