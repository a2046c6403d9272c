package souk.platform.idempotency;

import java.util.Arrays;
import java.util.UUID;

/**
 * A call that must have one effect: whose, under which key, and what exactly was asked.
 *
 * @param fingerprint SHA-256 over method, path and raw body
 */
public record IdempotentCall(UUID principal, String key, byte[] fingerprint) {
  boolean asks(byte[] otherFingerprint) {
    return Arrays.equals(fingerprint, otherFingerprint);
  }
}
