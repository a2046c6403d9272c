package souk.platform.keys;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Symmetric secrets. A production process is given each one; in embedded mode {@code souk.keys-dir}
 * is set and a missing one is made there once, so that it survives a restart.
 */
@Singleton
public final class SecretKeys {
  private static final int BYTES = 32;

  private final @Nullable String directory;

  SecretKeys(@Nullable @Value("${souk.keys-dir:}") String directory) {
    this.directory = directory;
  }

  /**
   * The secret of this name: the configured one (base64, at least 32 bytes), else the one in the
   * keys directory.
   *
   * @throws IllegalStateException in one sentence, when there is neither, or the one there is is
   *     too short
   */
  public byte[] secret(String name, @Nullable String configured) {
    if (configured != null && !configured.isBlank()) return decoded(name, configured);
    if (directory == null || directory.isBlank()) {
      throw new IllegalStateException(
          "souk."
              + name
              + ".key is missing: base64 of at least 32 random bytes, the same for all.");
    }
    return kept(Path.of(directory).resolve(name + ".key"));
  }

  private static byte[] decoded(String name, String configured) {
    var secret = Base64.getDecoder().decode(configured.strip());
    if (secret.length >= BYTES) return secret;
    throw new IllegalStateException("souk." + name + ".key must have at least 32 bytes.");
  }

  private static byte[] kept(Path file) {
    try {
      NewFile.create(file, random());
      return whole(file, Files.readString(file).strip());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String random() {
    var secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }

  /** What is short or torn is nobody's secret: with nothing as its key anybody could sign. */
  private static byte[] whole(Path file, String text) {
    try {
      var secret = Base64.getDecoder().decode(text);
      if (secret.length >= BYTES) return secret;
    } catch (IllegalArgumentException torn) {
      // as one that is too short
    }
    throw new IllegalStateException(file + " holds no whole key: put it back from a backup.");
  }
}
