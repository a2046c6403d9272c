package souk.payments.psp.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import souk.payments.psp.PspUnreadable;

/** Keeps of a line that cannot be read what stands there, shortened to what can be stored. */
final class UnreadableLine {
  private static final int LENGTH_MAX = 200;
  private static final int DIGEST_BYTES = 12;

  private UnreadableLine() {}

  static PspUnreadable of(JsonNode line, String why, Instant from, Instant until) {
    var id = text(line.path("id"));
    var source = line.path("source");
    return new PspUnreadable(
        id.isEmpty() ? "unidentified_" + digest(line) : id,
        text(line.path("type")),
        text(line.path("currency")),
        "%s, fee %s".formatted(text(line.path("amount")), text(line.path("fee"))),
        text(source.isObject() ? source.path("id") : source),
        shortened(why),
        createdAt(line.path("created"), from, until));
  }

  /** As it is written; empty where there is nothing. */
  private static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) return "";
    return shortened(value.isValueNode() ? value.asText() : value.toString());
  }

  private static String shortened(String text) {
    var printable = text.replaceAll("\\p{Cntrl}", " ").strip();
    return printable.substring(0, Math.min(printable.length(), LENGTH_MAX));
  }

  /** The provider was asked for that span, so it was within. */
  private static Instant createdAt(JsonNode second, Instant from, Instant until) {
    var told = second.canConvertToLong() ? second.asLong() : 0;
    var isWithin = told >= from.getEpochSecond() && told < until.getEpochSecond();
    return isWithin ? Instant.ofEpochSecond(told) : from;
  }

  private static String digest(JsonNode line) {
    try {
      var all = line.toString().getBytes(StandardCharsets.UTF_8);
      var digest = MessageDigest.getInstance("SHA-256").digest(all);
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
