package souk.platform.identity.token;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Role;
import souk.platform.identity.token.Issuer.Newcomers;

/**
 * Everybody whose tokens are accepted: the built-in issuer, the configured ones and, in embedded
 * mode, the simulator's. Read at the start, so that a mistake is found then.
 */
@Context
final class Issuers {
  static final String SIM_ISSUER = "souk-sim";

  private static final String SIM_PROPERTY = "souk.identity.sim-issuer-key";

  private final Map<String, Issuer> issuers = new HashMap<>();

  Issuers(
      IdentityConfiguration configuration,
      SigningKeys keys,
      Collection<IssuerConfiguration> others,
      @Property(name = "souk.embedded", defaultValue = "false") boolean embedded) {
    var own = new ImmutableJWKSet<SecurityContext>(keys.published());
    add(Issuer.of(configuration.getIssuer(), everyRole(), Newcomers.OURS, own, null));
    others.forEach(other -> add(configured(other)));
    configuration.getSimIssuerKey().ifPresent(file -> add(simulator(file, embedded)));
  }

  Optional<Issuer> find(@Nullable String iss) {
    return Optional.ofNullable(issuers.get(iss));
  }

  private void add(Issuer issuer) {
    if (issuers.put(issuer.iss(), issuer) != null) {
      throw new ConfigurationException("two issuers have the name " + issuer.iss());
    }
  }

  private static Issuer configured(IssuerConfiguration other) {
    var iss = other.issuer();
    if (iss == null || iss.isBlank()) {
      throw new ConfigurationException(other.property("issuer") + " is missing");
    }
    var newcomers = other.createsPersons() ? Newcomers.WELCOME : Newcomers.REFUSED;
    return Issuer.of(iss, Set.copyOf(other.roles()), newcomers, keys(other), other.audience());
  }

  private static JWKSource<SecurityContext> keys(IssuerConfiguration other) {
    var file = other.jwksFile();
    var url = other.jwksUrl();
    if (file != null && url == null) return IssuerKeys.ofFile(other.property("jwks-file"), file);
    if (url != null && file == null) return IssuerKeys.ofUrl(other.property("jwks-url"), url);
    throw new ConfigurationException(
        other.property("jwks-url") + " or jwks-file is needed, and not both");
  }

  private static Issuer simulator(String file, boolean embedded) {
    if (!embedded) {
      throw new ConfigurationException(
          SIM_PROPERTY + " is for embedded mode only: whoever has that key can be anybody");
    }
    var keys = IssuerKeys.ofFile(SIM_PROPERTY, file);
    return Issuer.of(SIM_ISSUER, everyRole(), Newcomers.WELCOME, keys, null);
  }

  private static Set<Role> everyRole() {
    return EnumSet.allOf(Role.class);
  }
}
