package souk.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The shell script by which children begin and end, in the directory of their nursery. */
record ProcessScript(Path file) {
  private static final String NAME = "processes.sh";

  static ProcessScript in(Path directory) {
    return new ProcessScript(directory.resolve(NAME));
  }

  /** A new file each time: a guardian that still reads the former one is not disturbed. */
  void install() throws IOException {
    try (var script = ProcessScript.class.getResourceAsStream(NAME)) {
      if (script == null) throw new IllegalStateException(NAME + " is missing from the jar");
      Files.copy(script, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Calls a function of the script in a session of its own: a terminal's Ctrl-C does not reach it.
   */
  List<String> call(String function, String... arguments) {
    var command = new ArrayList<>(List.of("setsid"));
    command.addAll(callInSession(function, arguments));
    return command;
  }

  /** Calls a function of the script in our own session. */
  List<String> callInSession(String function, String... arguments) {
    var command = new ArrayList<>(List.of("sh", file.toString(), function));
    command.addAll(List.of(arguments));
    return command;
  }
}
