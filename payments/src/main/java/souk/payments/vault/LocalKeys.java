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
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Keys in {@code souk.keys-dir}, each a keyset in a file that its owner alone may read; for a
 * machine without a key service. A key's URI is {@code souk-key://<name>}.
 */
@Singleton
final class LocalKeys implements KmsClient {
  private static final String SCHEME = "souk-key://";

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
   */
  String make(int version) {
    var name = "card-" + version;
    try {
      var file = file(name);
      if (!Files.exists(file)) make(file);
      return SCHEME + name;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
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
      var text = Files.readString(file(keyUri.substring(SCHEME.length())));
      return TinkJsonProtoKeysetFormat.parseKeyset(text, InsecureSecretKeyAccess.get())
          .getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (IOException failure) {
      throw new GeneralSecurityException("the key " + keyUri + " cannot be read", failure);
    }
  }

  private Path file(String name) {
    if (directory == null || directory.isBlank()) {
      throw new IllegalStateException(
          "the card vault has no key: set souk.vault.key-uri to a key of a key service, or"
              + " souk.keys-dir");
    }
    return Path.of(directory).resolve(name + ".json");
  }

  /** Another process may do the same: whoever creates the file first has made the key. */
  private static void make(Path file) throws IOException, GeneralSecurityException {
    var keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
    var text = TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    Files.createDirectories(file.toAbsolutePath().getParent());
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var whole = Files.createTempFile(file.toAbsolutePath().getParent(), "card", ".new", ownerOnly);
    Files.writeString(whole, text);
    try {
      Files.createLink(file, whole);
    } catch (FileAlreadyExistsException another) {
      // theirs counts
    } finally {
      Files.delete(whole);
    }
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
