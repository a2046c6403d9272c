package souk.payments.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import souk.platform.keys.NewFile;

/**
 * Keys in {@code souk.keys-dir}, each a keyset in a file that its owner alone may read; for a
 * machine without a key service. A key's URI is {@code souk-key://<name>}.
 */
@Singleton
final class LocalKeys implements KmsClient {
  private static final String SCHEME = "souk-key://";
  private static final String ENDING = ".json";

  private final @Nullable String directory;

  LocalKeys(@Nullable @Value("${souk.keys-dir:}") String directory)
      throws GeneralSecurityException {
    this.directory = directory;
    AeadConfig.register();
  }

  /**
   * The URI of the key of this version, which is made unless it is there.
   *
   * @throws IllegalStateException in one sentence when there is nowhere to keep it
   * @throws KeyServices.KeyAway when it cannot be written now
   */
  String make(int version) {
    var name = "card-" + version;
    var file = directory().resolve(name + ENDING);
    try {
      NewFile.create(file, newKey());
      return SCHEME + name;
    } catch (IOException failure) {
      throw new KeyServices.KeyAway(
          SCHEME + name, new GeneralSecurityException(file + " cannot be written", failure));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("no key can be made", failure);
    }
  }

  @Override
  public boolean doesSupport(String keyUri) {
    return keyUri.startsWith(SCHEME);
  }

  @Override
  public Aead getAead(String keyUri) throws GeneralSecurityException {
    try {
      var file = directory().resolve(keyUri.substring(SCHEME.length()) + ENDING);
      return TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), InsecureSecretKeyAccess.get())
          .getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (IOException | IllegalStateException failure) {
      throw new GeneralSecurityException("the key " + keyUri + " cannot be read", failure);
    }
  }

  /**
   * @throws IllegalStateException in one sentence when there is none
   */
  Path directory() {
    if (directory != null && !directory.isBlank()) return Path.of(directory);
    throw new IllegalStateException(
        "the card vault has no key: set souk.vault.key-uri to a key of a key service, or"
            + " souk.keys-dir");
  }

  private static String newKey() throws GeneralSecurityException {
    var keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
    return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
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
