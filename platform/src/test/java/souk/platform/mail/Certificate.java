package souk.platform.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for the loopback address that nobody else knows, made by the JDK's keytool. */
final class Certificate {
  private static final String PASSWORD = "changeit";

  private Certificate() {}

  /** Both ends of a connection: shows the certificate, and trusts it alone. */
  static SSLContext of(String host) throws IOException, GeneralSecurityException {
    var file = Files.createTempDirectory("souk-mail-").resolve("key.p12");
    make(host, file);
    var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    var keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD.toCharArray());
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void make(String host, Path file) throws IOException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var kind = Character.isDigit(host.charAt(0)) ? "IP:" : "DNS:";
    var process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "mail",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=" + kind + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    try {
      var said =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (process.waitFor() != 0) throw new IOException(said);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
