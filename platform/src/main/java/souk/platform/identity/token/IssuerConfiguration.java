package souk.platform.identity.token;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Role;

/**
 * Another issuer whose tokens are accepted: {@code souk.identity.issuers.<name>} with {@code
 * issuer} and one of {@code jwks-url} and {@code jwks-file}.
 *
 * @param issuer the {@code iss} of its tokens
 * @param audience the {@code aud} they must have, where one is wanted
 * @param createsPersons whether somebody never seen before may come in
 * @param roles which its tokens may give
 */
@EachProperty("souk.identity.issuers")
record IssuerConfiguration(
    @Parameter String name,
    @Nullable String issuer,
    @Nullable String jwksUrl,
    @Nullable String jwksFile,
    @Nullable String audience,
    @Bindable(defaultValue = "false") boolean createsPersons,
    @Bindable(defaultValue = "CUSTOMER") List<Role> roles) {
  String property(String key) {
    return "souk.identity.issuers." + name + "." + key;
  }
}
