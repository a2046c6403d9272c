package souk.platform.page;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.problem.Problem;

/**
 * Where a page of a list, newest first, ended: the next one holds what stands before {@code
 * (createdAt, id)}. Opaque to callers.
 *
 * @param createdAt to the microsecond, as the database keeps it
 */
public record Cursor(Instant createdAt, UUID id) {
  /** How many items a page holds when the caller does not say. */
  public static final int LIMIT = 20;

  /** How many items a page may hold. */
  public static final int LIMIT_MAX = 100;

  private static final int BYTES = 3 * Long.BYTES;

  /** Before the newest of all. */
  private static final Cursor START =
      new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

  /**
   * Reads what {@link #text} wrote; nothing means the start.
   *
   * @throws Problem 400 {@code cursor_invalid} for anything else
   */
  public static Cursor of(@Nullable String text) {
    if (text == null) return START;
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES) throw invalid();
      var createdAt = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
      if (createdAt.isAfter(START.createdAt) || createdAt.isBefore(Instant.EPOCH)) throw invalid();
      return new Cursor(createdAt, new UUID(bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException _) {
      throw invalid();
    }
  }

  /** For the caller to hand back. */
  public String text() {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, createdAt))
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static Problem invalid() {
    return Problem.malformed("cursor_invalid", "Give the cursor as it was given to you.");
  }
}
