package souk.embedded.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs short commands to their end. */
final class Shell {
  private Shell() {}

  /** Feeds the command its input and waits. */
  static void run(InputStream input, List<String> command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var sink = process.getOutputStream()) {
      input.transferTo(sink);
    } catch (IOException itStoppedReading) {
      // its exit code and its words say why
    }
    var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exitCode(process) != 0)
      throw new IOException(String.join(" ", command) + " failed:\n" + words);
  }

  /** Whether the command can be run and ends with 0. */
  static boolean succeeds(List<String> command) {
    try {
      run(InputStream.nullInputStream(), command);
      return true;
    } catch (IOException no) {
      return false;
    }
  }

  private static int exitCode(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }
}
