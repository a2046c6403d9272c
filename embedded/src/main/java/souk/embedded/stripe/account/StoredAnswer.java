package souk.embedded.stripe.account;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The answer to the first request with a key.
 *
 * @param fingerprint of method, path and parameters, to tell a replay from a mistake
 * @param packedBody compressed: a day's answers are most of what the twin has to keep
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record StoredAnswer(
    String fingerprint, int status, byte[] packedBody, String requestId, Instant at) {

  /** Keeps an answer. */
  public static StoredAnswer of(
      String fingerprint, int status, String body, String requestId, Instant at) {
    return new StoredAnswer(fingerprint, status, pack(body), requestId, at);
  }

  /** The body, byte for byte. */
  public String body() {
    try (var packed = new InflaterInputStream(new ByteArrayInputStream(packedBody))) {
      return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] pack(String body) {
    var packed = new ByteArrayOutputStream(1024);
    var fast = new Deflater(Deflater.BEST_SPEED);
    try (var deflating = new DeflaterOutputStream(packed, fast)) {
      deflating.write(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      fast.end();
    }
    return packed.toByteArray();
  }
}
