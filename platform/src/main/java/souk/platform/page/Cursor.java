package souk.platform.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import souk.platform.problem.Problem;

/** Where a page ended in a list ordered by (instant, id), newest first. Opaque to callers. */
public record Cursor(Instant at, UUID id) {
  private static final Cursor START =
      new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

  /**
   * The cursor a caller brings back; without one, the start of the list.
   *
   * @throws Problem 400 {@code cursor_malformed}
   */
  public static Cursor read(Optional<String> text) {
    return text.map(Cursor::decoded).orElse(START);
  }

  /** The opaque text. */
  public String text() {
    var bytes = ByteBuffer.allocate(28);
    bytes.putLong(at.getEpochSecond()).putInt(at.getNano());
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static Cursor decoded(String text) {
    try {
      var bytes =
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8)));
      if (bytes.remaining() == 28) {
        return new Cursor(
            Instant.ofEpochSecond(bytes.getLong(), bytes.getInt()),
            new UUID(bytes.getLong(), bytes.getLong()));
      }
    } catch (IllegalArgumentException | java.time.DateTimeException notOurs) {
      throw malformed();
    }
    throw malformed();
  }

  private static Problem malformed() {
    return Problem.malformed("cursor_malformed", "This cursor did not come from this list.");
  }
}
