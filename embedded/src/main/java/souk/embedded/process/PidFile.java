package souk.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A pid file holds the line of {@code /proc/PID/stat} from the child's first moment: a pid may be
 * given to another process later, a pid together with its start time never.
 */
final class PidFile {
  // counted from the field after the command's name, which may contain blanks itself
  private static final int STATE = 0;
  private static final int START_TIME = 19;

  private PidFile() {}

  static OptionalLong livingPid(Path file) {
    try {
      var then = Files.readString(file);
      var pid = Long.parseLong(then.substring(0, then.indexOf(' ')));
      var now = fields(Files.readString(Path.of("/proc/" + pid + "/stat")));
      var isSame = now[START_TIME].equals(fields(then)[START_TIME]);
      var isGone = now[STATE].equals("Z") && !hasOtherThreads(pid);
      return isSame && !isGone ? OptionalLong.of(pid) : OptionalLong.empty();
    } catch (IOException | IndexOutOfBoundsException goneOrHalfWritten) {
      return OptionalLong.empty();
    }
  }

  /** A zombie still holds its files and its port as long as one of its threads is left. */
  private static boolean hasOtherThreads(long pid) throws IOException {
    try (var threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return threads.count() > 1;
    }
  }

  private static String[] fields(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ");
  }
}
