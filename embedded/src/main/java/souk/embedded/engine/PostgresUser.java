package souk.embedded.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL runs: it refuses to be root, so for root it must become, or look like,
 * somebody else.
 */
enum PostgresUser {
  /** We are an ordinary user already. */
  OURSELVES(List.of(), -1),
  /** Root in a user namespace of its own looks like nobody and still owns root's files. */
  USER_NAMESPACE(List.of("unshare", "-U"), 0),
  /**
   * Containers often forbid user namespaces; nobody keeps the right to pass through root's
   * directories.
   */
  NOBODY(
      List.of(
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "--inh-caps=-all,+dac_override",
          "--ambient-caps=-all,+dac_override",
          // else access(2), with which PostgreSQL looks for its own programs, forgets that right
          "--securebits=+no_setuid_fixup"),
      65534);

  private final List<String> prefix;
  private final int dataOwner;

  PostgresUser(List<String> prefix, int dataOwner) {
    this.prefix = prefix;
    this.dataOwner = dataOwner;
  }

  /** The one that works for this process; {@code -Dsouk.postgres.user} forces one. */
  static PostgresUser detect() throws IOException {
    var forced = System.getProperty("souk.postgres.user");
    if (forced != null) return valueOf(forced);
    if (uid(Path.of("/proc/self")) != 0) return OURSELVES;
    if (USER_NAMESPACE.works()) return USER_NAMESPACE;
    if (NOBODY.works()) return NOBODY;
    throw new IOException(
        "PostgreSQL refuses to run as root, and neither unshare nor setpriv can change that here: run Souk as an"
            + " ordinary user.");
  }

  /** What stands before a command of PostgreSQL; the process id stays the same. */
  List<String> prefix() {
    return prefix;
  }

  /** Gives the data to this user, if another kind of root has made it. */
  void takeOver(Path data) throws IOException {
    if (dataOwner < 0 || uid(data) == dataOwner) return;
    Shell.run(
        InputStream.nullInputStream(),
        List.of("chown", "-R", dataOwner + ":" + dataOwner, data.toString()));
  }

  private boolean works() {
    var command = new ArrayList<>(prefix);
    command.add("true");
    return Shell.succeeds(command);
  }

  private static int uid(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid");
  }
}
