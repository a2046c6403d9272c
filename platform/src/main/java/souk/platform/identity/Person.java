package souk.platform.identity;

import java.util.Set;
import java.util.UUID;

/**
 * Who makes a request, as the access token says. Controllers take it as a parameter.
 *
 * @param name what others may call this person; never the e-mail address
 */
public record Person(UUID id, Set<Role> roles, String name) {
  public boolean is(Role role) {
    return roles.contains(role);
  }
}
