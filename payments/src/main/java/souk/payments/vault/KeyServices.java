package souk.payments.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import souk.platform.postgres.HeldConnections;

/**
 * Where keys are: in files of ours, or at any key service whose Tink client is on the class path
 * (it announces itself as a service and signs in with its default credentials). Every use may be a
 * remote call, and is refused while a database connection is held.
 */
@Singleton
final class KeyServices {
  /** More than there ever are in use; for a caller who rotates all day. */
  private static final int KEYS_MAX = 64;

  private final List<KmsClient> own;
  private final ConcurrentMap<String, Aead> keys = new ConcurrentHashMap<>();

  KeyServices(List<KmsClient> own) {
    this.own = List.copyOf(own);
  }

  /** No answer, or a wrong one, from where a key is kept. */
  static final class KeyAway extends RuntimeException {
    KeyAway(String keyUri, GeneralSecurityException cause) {
      super("the key " + keyUri + " cannot be used", cause);
    }
  }

  /**
   * @throws KeyAway when it cannot be done now
   */
  byte[] wrap(String keyUri, byte[] secret, byte[] context) {
    HeldConnections.refuseRemoteCall("key service");
    try {
      return key(keyUri).encrypt(secret, context);
    } catch (GeneralSecurityException failure) {
      throw new KeyAway(keyUri, failure);
    }
  }

  /**
   * @throws KeyAway when it cannot be done now, and when the context is not that of the wrapping
   */
  byte[] unwrap(String keyUri, byte[] wrapped, byte[] context) {
    HeldConnections.refuseRemoteCall("key service");
    try {
      return key(keyUri).decrypt(wrapped, context);
    } catch (GeneralSecurityException failure) {
      throw new KeyAway(keyUri, failure);
    }
  }

  /**
   * @throws IllegalStateException in one sentence for a key of a service that we have no client of
   */
  void requireClient(String keyUri) {
    try {
      client(keyUri);
    } catch (GeneralSecurityException unknown) {
      throw new IllegalStateException(
          "souk.vault.key-uri: " + keyUri + ": " + unknown.getMessage(), unknown);
    }
  }

  private Aead key(String keyUri) throws GeneralSecurityException {
    var known = keys.get(keyUri);
    if (known != null) return known;
    var key = client(keyUri).getAead(keyUri);
    if (keys.size() >= KEYS_MAX) keys.clear();
    keys.put(keyUri, key);
    return key;
  }

  private KmsClient client(String keyUri) throws GeneralSecurityException {
    return Stream.concat(own.stream(), announced())
        .filter(client -> client.doesSupport(keyUri))
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no client on the class path knows it"))
        .withDefaultCredentials();
  }

  private static Stream<KmsClient> announced() {
    Iterator<KmsClient> found = ServiceLoader.load(KmsClient.class).iterator();
    return StreamSupport.stream(((Iterable<KmsClient>) () -> found).spliterator(), false);
  }
}
