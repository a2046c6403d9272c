package souk.embedded.process;

import java.util.List;
import java.util.Map;

/**
 * What a child process runs.
 *
 * @param name unique in its nursery; names the pid file and the log
 * @param environment added to the environment that the child inherits
 */
public record ChildSpec(String name, List<String> command, Map<String, String> environment) {

  /** Rejects names that are no plain file names. */
  public ChildSpec {
    if (!name.matches("[a-z0-9-]+"))
      throw new IllegalArgumentException("No name for a child: " + name);
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A child that needs no environment of its own. */
  public ChildSpec(String name, List<String> command) {
    this(name, command, Map.of());
  }
}
