package souk.platform.background;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;

/** What this process does: {@code api} answers requests, {@code worker} drives sagas and loops. */
@ConfigurationProperties("souk")
public final class Roles {
  private List<String> roles = List.of("api", "worker");

  public List<String> getRoles() {
    return roles;
  }

  /**
   * @throws IllegalArgumentException for a role that does not exist
   */
  public void setRoles(List<String> roles) {
    if (roles.isEmpty() || !List.of("api", "worker").containsAll(roles)) {
      throw new IllegalArgumentException("souk.roles takes api, worker or both, not " + roles);
    }
    this.roles = roles;
  }

  public boolean worker() {
    return roles.contains("worker");
  }

  public boolean api() {
    return roles.contains("api");
  }
}
