package souk.booking.stay.ops;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.problem.Problem;

/**
 * Where a page of room-nights ended, the soonest first: the next one holds what comes after. Opaque
 * to callers.
 */
record NightCursor(LocalDate night, UUID hotelId, UUID roomTypeId) {
  private static final int BYTES = 5 * Long.BYTES;

  /**
   * Reads what {@link #text} wrote; nothing means all from a day on.
   *
   * @throws Problem 400 {@code cursor_invalid} for anything else
   */
  static NightCursor of(@Nullable String text, LocalDate first) {
    if (text == null) return new NightCursor(first, new UUID(0, 0), new UUID(0, 0));
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES) throw invalid();
      var night = LocalDate.ofEpochDay(bytes.getLong());
      if (night.getYear() < 2000 || night.getYear() > 2999) throw invalid();
      return new NightCursor(
          night,
          new UUID(bytes.getLong(), bytes.getLong()),
          new UUID(bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException | DateTimeException _) {
      throw invalid();
    }
  }

  /** For the caller to hand back. */
  String text() {
    var bytes = ByteBuffer.allocate(BYTES).putLong(night.toEpochDay());
    put(bytes, hotelId);
    put(bytes, roomTypeId);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static void put(ByteBuffer bytes, UUID id) {
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static Problem invalid() {
    return Problem.malformed("cursor_invalid", "Give the cursor as it was given to you.");
  }
}
