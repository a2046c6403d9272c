package souk.embedded.stripe.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lines that have an end, as bytes; a last one without an end is left out. */
final class WholeLines {
  private final InputStream input;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;

  WholeLines(InputStream input) {
    this.input = input;
  }

  /** The next line with its end, good until the next call; null when there is none. */
  @Nullable ByteBuffer next() throws IOException {
    for (int scanned = start; ; scanned++) {
      if (scanned == end) {
        scanned -= start;
        if (!fill()) return null;
      }
      if (buffer[scanned] == '\n') {
        var line = ByteBuffer.wrap(buffer, start, scanned + 1 - start);
        start = scanned + 1;
        return line;
      }
    }
  }

  /**
   * Makes room by moving the unfinished line to the front, and growing where that is not enough.
   */
  private boolean fill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    if (end == buffer.length) buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    var read = input.read(buffer, end, buffer.length - end);
    if (read < 0) return false;
    end += read;
    return true;
  }
}
