package souk.payments.vault;

import com.google.crypto.tink.subtle.AesGcmJce;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;

/**
 * A number under a data key of its own (AES-256-GCM, random 96-bit nonce), and that key under the
 * vault's. Both are bound to the token, what they are for and a version: a row's parts open nothing
 * in another row. The version bound to the number is that of its format, so that wrapping the data
 * key anew leaves the number as it is.
 */
@Singleton
final class Envelope {
  private static final int KEY_BYTES = 32;
  private static final int FORMAT = 1;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyServices services;

  Envelope(KeyServices services) {
    this.services = services;
  }

  /** The parts of a row do not belong together. */
  static final class DamagedNumber extends RuntimeException {
    DamagedNumber(VaultToken token, GeneralSecurityException cause) {
      super("the number behind " + token + " is damaged", cause);
    }
  }

  record Sealed(byte[] ciphertext, byte[] wrappedKey, int wrappedBy) {}

  /**
   * @throws KeyServices.KeyAway when the vault's key cannot be used now
   */
  Sealed seal(VaultToken token, Pan pan, VaultKey key) {
    var dataKey = new byte[KEY_BYTES];
    RANDOM.nextBytes(dataKey);
    try {
      var ciphertext =
          new AesGcmJce(dataKey).encrypt(pan.bytes(), context(token, "number", FORMAT));
      return new Sealed(ciphertext, wrap(token, dataKey, key), key.version());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /**
   * @param key the one that the row names
   * @throws KeyServices.KeyAway when the vault's key cannot be used now
   * @throws DamagedNumber when the row's parts do not belong together
   */
  Pan open(NumberRow row, VaultKey key) {
    var token = new VaultToken(row.token());
    var dataKey = unwrap(token, row, key);
    try {
      return Pan.kept(
          new AesGcmJce(dataKey).decrypt(row.ciphertext(), context(token, "number", FORMAT)));
    } catch (GeneralSecurityException damaged) {
      throw new DamagedNumber(token, damaged);
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /** The row's data key, wrapped by another key. */
  byte[] rewrapped(NumberRow row, VaultKey from, VaultKey to) {
    var token = new VaultToken(row.token());
    var dataKey = unwrap(token, row, from);
    try {
      return wrap(token, dataKey, to);
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  private byte[] wrap(VaultToken token, byte[] dataKey, VaultKey key) {
    return services.wrap(key.uri(), dataKey, context(token, "data key", key.version()));
  }

  private byte[] unwrap(VaultToken token, NumberRow row, VaultKey key) {
    var wrapped = Objects.requireNonNull(row.wrappedKey());
    return services.unwrap(key.uri(), wrapped, context(token, "data key", key.version()));
  }

  private static byte[] context(VaultToken token, String purpose, int version) {
    return "souk card|%s|%s|%d".formatted(token, purpose, version).getBytes(StandardCharsets.UTF_8);
  }
}
