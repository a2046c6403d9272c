package souk.booking.stay.search;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.problem.Problem;

/**
 * Where a page of a search ended: the next one holds what comes behind it in the order of the
 * search. Opaque to callers.
 *
 * @param currency empty where hotels are not sorted by price
 * @param rank the price in minor units, the distance in metres, or the rating, falling
 */
record SearchCursor(String currency, long rank, UUID hotelId) {
  private static final int CURRENCY_BYTES = 3;
  private static final int BYTES = Integer.BYTES + CURRENCY_BYTES + 3 * Long.BYTES;
  private static final SearchCursor START = new SearchCursor("", Long.MIN_VALUE, new UUID(0, 0));

  /**
   * Reads what {@link #text} wrote for the same search; nothing means the start.
   *
   * @throws Problem 400 {@code cursor_invalid} for anything else
   */
  static SearchCursor of(@Nullable String text, SearchWish wish) {
    if (text == null) return START;
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES || bytes.getInt() != mark(wish)) throw invalid();
      var currency = new byte[CURRENCY_BYTES];
      bytes.get(currency);
      var written = new String(currency, US_ASCII).strip();
      return new SearchCursor(written, bytes.getLong(), new UUID(bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException _) {
      throw invalid();
    }
  }

  /** For the caller to hand back with the same search. */
  String text(SearchWish wish) {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putInt(mark(wish))
            .put(String.format("%3s", currency).getBytes(US_ASCII))
            .putLong(rank)
            .putLong(hotelId.getMostSignificantBits())
            .putLong(hotelId.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** The same in every process. */
  private static int mark(SearchWish wish) {
    return wish.toString().hashCode();
  }

  private static Problem invalid() {
    return Problem.malformed(
        "cursor_invalid", "cursor: give it as it was given to you, with the same search.");
  }
}
