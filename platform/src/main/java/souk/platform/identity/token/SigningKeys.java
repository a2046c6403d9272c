package souk.platform.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the built-in issuer: from {@code souk.identity.signing-key}, else made once in {@code
 * souk.keys-dir}, which embedded mode sets. Without either the built-in accounts are off, as an
 * installation that knows other issuers only may want it.
 */
@Context
final class SigningKeys {
  private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
  private static final String PROPERTY = "souk.identity.signing-key";
  private static final String FILE = "identity.jwks.json";

  private final List<ECKey> keys;

  SigningKeys(
      IdentityConfiguration configuration,
      @Property(name = "souk.keys-dir") @Nullable String directory) {
    this.keys = load(configuration, directory);
  }

  /** Said by a server only: a migration needs no key. */
  @EventListener
  void warn(ServerStartupEvent event) {
    if (keys.isEmpty()) {
      log.warn("{} is not set: nobody can sign in with e-mail and password", PROPERTY);
    }
  }

  /** The key that signs new tokens; empty when the built-in accounts are off. */
  Optional<ECKey> signing() {
    return keys.stream().filter(JWK::isPrivate).findFirst();
  }

  /** Every key whose tokens are accepted, without its private part. */
  JWKSet published() {
    return new JWKSet(keys.stream().<JWK>map(ECKey::toPublicJWK).toList());
  }

  private static List<ECKey> load(IdentityConfiguration configuration, @Nullable String directory) {
    var configured = configuration.getSigningKey();
    if (configured.isPresent()) return keys(KeyFile.read(PROPERTY, Path.of(configured.get())));
    if (directory == null || directory.isBlank()) return List.of();
    return keys(KeyFile.readOrGenerate("souk.keys-dir", Path.of(directory).resolve(FILE)));
  }

  private static List<ECKey> keys(JWKSet set) {
    var keys = set.getKeys().stream().map(SigningKeys::key).toList();
    if (keys.stream().noneMatch(JWK::isPrivate)) {
      throw new ConfigurationException(PROPERTY + " holds no private key to sign with");
    }
    return keys;
  }

  private static ECKey key(JWK key) {
    if (!(key instanceof ECKey elliptic) || !Curve.P_256.equals(elliptic.getCurve())) {
      throw new ConfigurationException(PROPERTY + " takes keys of the curve P-256 only");
    }
    return elliptic.getKeyID() == null ? named(elliptic) : elliptic;
  }

  private static ECKey named(ECKey key) {
    try {
      return new ECKey.Builder(key).keyIDFromThumbprint().build();
    } catch (JOSEException everyJdkHasSha256) {
      throw new IllegalStateException(everyJdkHasSha256);
    }
  }
}
