package souk.payments.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client of a key service in a jar beside Souk's own, as SOUK_EXTRA_CLASSPATH names them. */
class FurtherKeyServiceTest {
  private static final String URI = "far-kms://keys/1";
  private static final String CLIENT =
      """
      package far;

      import com.google.crypto.tink.Aead;
      import com.google.crypto.tink.KmsClient;

      public class FarKeys implements KmsClient {
        @Override public boolean doesSupport(String uri) { return uri.startsWith("far-kms://"); }
        @Override public KmsClient withCredentials(String path) { return this; }
        @Override public KmsClient withDefaultCredentials() { return this; }
        @Override public Aead getAead(String uri) {
          return new Aead() {
            @Override public byte[] encrypt(byte[] text, byte[] context) { return turned(text); }
            @Override public byte[] decrypt(byte[] text, byte[] context) { return turned(text); }
          };
        }
        private static byte[] turned(byte[] text) {
          byte[] all = text.clone();
          for (int i = 0; i < all.length; i++) all[i] ^= 1;
          return all;
        }
      }
      """;

  @TempDir Path directory;

  private final KeyServices services = new KeyServices(List.of());

  @Test
  void aClientInAFurtherJarIsFoundAndUsed() throws Exception {
    assertThatThrownBy(() -> services.requireClient(URI)).hasMessageContaining("no client");
    var present = Thread.currentThread().getContextClassLoader();
    try (var further = new URLClassLoader(new URL[] {jar().toUri().toURL()}, present)) {
      Thread.currentThread().setContextClassLoader(further);
      services.requireClient(URI);
      var secret = "a key".getBytes(StandardCharsets.UTF_8);
      var wrapped = services.wrap(URI, secret, new byte[0]);
      assertThat(wrapped).isNotEqualTo(secret);
      assertThat(services.unwrap(URI, wrapped, new byte[0])).isEqualTo(secret);
    } finally {
      Thread.currentThread().setContextClassLoader(present);
    }
  }

  private Path jar() throws IOException {
    var source = Files.writeString(directory.resolve("FarKeys.java"), CLIENT);
    var compiler = ToolProvider.getSystemJavaCompiler();
    var classPath = System.getProperty("java.class.path");
    var code =
        compiler.run(
            null, null, null, "-proc:none", "-cp", classPath, "-d", "" + directory, "" + source);
    assertThat(code).isZero();
    var names = directory.resolve("far");
    var jar = directory.resolve("far.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var name : List.of("FarKeys", "FarKeys$1")) {
        out.putNextEntry(new JarEntry("far/" + name + ".class"));
        out.write(Files.readAllBytes(names.resolve(name + ".class")));
      }
      out.putNextEntry(new JarEntry("META-INF/services/com.google.crypto.tink.KmsClient"));
      out.write("far.FarKeys".getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
