package souk.platform.identity.token;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import souk.platform.postgres.HeldConnections;

/** Where the public keys of another issuer come from. */
final class IssuerKeys {
  private static final int TIMEOUT_MS = 2_000;
  private static final int BYTES_MAX = 64 * 1024;
  // while the issuer is away its last keys hold on; a withdrawn key would too, so not for long
  private static final Duration OUTAGE = Duration.ofMinutes(30);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private IssuerKeys() {}

  static JWKSource<SecurityContext> ofFile(String property, String file) {
    return new ImmutableJWKSet<>(KeyFile.read(property, Path.of(file)).toPublicJWKSet());
  }

  /** Read when a token needs it, kept for minutes, asked again at most twice a minute. */
  static JWKSource<SecurityContext> ofUrl(String property, String text) {
    return JWKSourceBuilder.create(url(property, text), retriever())
        .refreshAheadCache(false)
        .retrying(true)
        .outageTolerant(OUTAGE.toMillis())
        .build();
  }

  private static ResourceRetriever retriever() {
    var retriever = new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, BYTES_MAX);
    return url -> {
      HeldConnections.refuseRemoteCall("an issuer's keys");
      return retriever.retrieveResource(url);
    };
  }

  /** Whoever can change the keys on their way can sign in as anybody. */
  private static URL url(String property, String text) {
    try {
      var uri = URI.create(text);
      if ("https".equals(uri.getScheme())
          || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()))) {
        return uri.toURL();
      }
    } catch (IllegalArgumentException | MalformedURLException malformed) {
      throw new ConfigurationException(property + " is no URL");
    }
    throw new ConfigurationException(property + " must be an https URL");
  }
}
