package souk.platform.action;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Person;

/**
 * Who operates the marketplace.
 *
 * @param id of the person; null at the command line, where nobody has a token
 * @param name for a reader
 */
public record Operator(@Nullable UUID id, String name) {
  public static Operator of(Person person) {
    return new Operator(person.id(), person.name());
  }

  /** Whoever has a shell on this machine, by the name the system gives him. */
  public static Operator atCommandLine() {
    var user = ProcessHandle.current().info().user().orElse("somebody");
    return new Operator(null, user + " at the command line");
  }
}
