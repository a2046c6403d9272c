package souk.platform.identity;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.micronaut.security.authentication.Authentication;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who makes a request, as the access token says. Controllers take it as a parameter.
 *
 * @param name what others may call this person; never the e-mail address
 */
public record Person(UUID id, Set<Role> roles, String name) implements Principal {
  /** The id. Being a principal keeps a controller's parameter out of the API document. */
  @Override
  public String getName() {
    return id.toString();
  }

  /** The person of a validated token. */
  public static Person of(Authentication authentication) {
    return new Person(
        UUID.fromString(authentication.getName()),
        authentication.getRoles().stream().map(Role::valueOf).collect(toUnmodifiableSet()),
        Optional.ofNullable(authentication.getAttributes().get("name")).orElse("").toString());
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
