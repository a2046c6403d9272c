package souk.payments.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.subtle.AesGcmJce;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A key service in memory: keys of its own by URI, which can be destroyed or be out of reach. */
@Singleton
final class FakeKms implements KmsClient {
  static final String URI = "fake-kms://keys/";

  private final Set<String> destroyed = ConcurrentHashMap.newKeySet();
  private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

  /** How often it still answers. */
  final AtomicInteger patience = new AtomicInteger(Integer.MAX_VALUE);

  private volatile boolean kills;

  /** Nobody catches it: whoever uses a key ends there, as if he had been killed. */
  static final class Killed extends Error {}

  /** Who uses a key when so many uses are over is killed. */
  void killAfter(int uses) {
    kills = true;
    patience.set(uses);
  }

  void destroy(String keyUri) {
    destroyed.add(keyUri);
  }

  @Override
  public boolean doesSupport(String keyUri) {
    return keyUri.startsWith(URI);
  }

  @Override
  public Aead getAead(String keyUri) {
    return new Aead() {
      @Override
      public byte[] encrypt(byte[] plaintext, byte[] context) throws GeneralSecurityException {
        return key(keyUri).encrypt(plaintext, context);
      }

      @Override
      public byte[] decrypt(byte[] ciphertext, byte[] context) throws GeneralSecurityException {
        return key(keyUri).decrypt(ciphertext, context);
      }
    };
  }

  private Aead key(String keyUri) throws GeneralSecurityException {
    if (patience.getAndDecrement() <= 0) {
      if (kills) throw new Killed();
      throw new GeneralSecurityException("out of reach");
    }
    if (destroyed.contains(keyUri)) throw new GeneralSecurityException("destroyed");
    var key = keys.computeIfAbsent(keyUri, uri -> Arrays.copyOf(uri.getBytes(), 32));
    return new AesGcmJce(key);
  }

  @Override
  public KmsClient withCredentials(String path) {
    return this;
  }

  @Override
  public KmsClient withDefaultCredentials() {
    return this;
  }
}
