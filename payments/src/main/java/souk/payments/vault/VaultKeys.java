package souk.payments.vault;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which version of which key is in force. The rows decide, so that all processes write with the
 * same; the first version of each is made when it is first needed.
 */
@Singleton
final class VaultKeys {
  static final String WRAP = "WRAP";
  static final String FINGERPRINT = "FINGERPRINT";

  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final byte[] PROBE = "souk probe".getBytes(StandardCharsets.UTF_8);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final VaultKeyRows rows;
  private final KeyServices services;
  private final LocalKeys local;
  private final VaultConfiguration configuration;
  private final ConcurrentMap<Integer, byte[]> fingerprintKeys = new ConcurrentHashMap<>();

  VaultKeys(
      VaultKeyRows rows, KeyServices services, LocalKeys local, VaultConfiguration configuration) {
    this.rows = rows;
    this.services = services;
    this.local = local;
    this.configuration = configuration;
  }

  /** The key that new data keys are wrapped by. */
  VaultKey wrapping() {
    return rows.primary(WRAP)
        .orElseGet(() -> {
          // whoever is second finds the first one's
          rows.addWrap(1, uri(1));
          return rows.primary(WRAP).orElseThrow();
        });
  }

  /** Where the key of a version is, or would be made: at the key service, or in a file. */
  String uri(int version) {
    return configuration.getKeyUri().orElseGet(() -> local.make(version));
  }

  /**
   * For a start: whether a key is there is asked with each number, for it may come and go.
   *
   * @throws IllegalStateException in one sentence when none was configured
   */
  void requireConfigured() {
    configuration.getKeyUri().ifPresentOrElse(services::requireClient, local::directory);
  }

  /**
   * @throws KeyServices.KeyAway when no number can be kept now
   */
  void requireUsable() {
    services.wrap(wrapping().uri(), PROBE, PROBE);
    rows.live(FINGERPRINT).forEach(this::secret);
  }

  /** The key of a version, retired or not. */
  VaultKey wrapping(int version) {
    return rows.find(WRAP, version).orElseThrow();
  }

  /** The number's fingerprints under every key in force, by the keys' versions. */
  SortedMap<Integer, byte[]> fingerprints(Pan pan) {
    if (rows.primary(FINGERPRINT).isEmpty()) addFirstFingerprintKey();
    var prints = new TreeMap<Integer, byte[]>();
    for (var key : rows.live(FINGERPRINT)) prints.put(key.version(), fingerprint(key, pan));
    return prints;
  }

  private void addFirstFingerprintKey() {
    var made = newFingerprintKey(1);
    rows.addFingerprint(1, made.wrapped(), made.wrappedBy());
  }

  private byte[] fingerprint(VaultKey key, Pan pan) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret(key), HMAC));
      return mac.doFinal(pan.bytes());
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private byte[] secret(VaultKey key) {
    var known = fingerprintKeys.get(key.version());
    if (known != null) return known;
    var secret =
        services.unwrap(
            wrapping(Objects.requireNonNull(key.wrappedBy())).uri(),
            Objects.requireNonNull(key.material()),
            context(key.version(), key.wrappedBy()));
    fingerprintKeys.put(key.version(), secret);
    return secret;
  }

  /** A key that is nowhere yet but here. */
  record NewKey(byte[] wrapped, int wrappedBy) {}

  NewKey newFingerprintKey(int version) {
    var secret = new byte[KEY_BYTES];
    RANDOM.nextBytes(secret);
    var by = wrapping();
    return new NewKey(
        services.wrap(by.uri(), secret, context(version, by.version())), by.version());
  }

  /** Wraps a fingerprint key anew. */
  void rewrap(VaultKey key, VaultKey to) {
    var before = Objects.requireNonNull(key.wrappedBy());
    var wrapped = services.wrap(to.uri(), secret(key), context(key.version(), to.version()));
    rows.rewrap(key.version(), wrapped, to.version(), before);
  }

  /**
   * Whether a number may still be entered with what was made of it outside: the key that wraps its
   * data key is not retired, and its fingerprints are those of all keys in force. It stays so until
   * the present transaction ends.
   */
  boolean stand(int wrapping, Set<Integer> fingerprints) {
    var wraps = new HashSet<Integer>();
    var prints = new HashSet<Integer>();
    for (var key : rows.liveShared()) {
      (key.purpose().equals(WRAP) ? wraps : prints).add(key.version());
    }
    return wraps.contains(wrapping) && prints.equals(fingerprints);
  }

  private static byte[] context(int version, int wrappedBy) {
    return "souk card fingerprint key|%d|%d"
        .formatted(version, wrappedBy)
        .getBytes(StandardCharsets.UTF_8);
  }
}
