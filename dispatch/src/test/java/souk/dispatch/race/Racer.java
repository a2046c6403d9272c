package souk.dispatch.race;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import souk.dispatch.TestCity;
import souk.embedded.TestDatabase;

/**
 * A process that plays its part in races. Each line of its standard input is a command, answered by
 * {@code done}; everything that somebody is told goes to its standard output at once, so that it is
 * known even if the process is killed. It ends when its input does: with whoever started it.
 */
final class Racer {
  private final PrintStream answers;
  private @Nullable TestCity city;

  private Racer(PrintStream answers) {
    this.answers = answers;
  }

  public static void main(String[] arguments) {
    var racer = new Racer(System.out);
    // what is logged must not come between the answers
    System.setOut(System.err);
    var commands = new LinkedBlockingQueue<String>();
    Thread.ofPlatform().start(() -> read(commands));
    try {
      while (true) racer.obey(commands.take().split(" ", -1));
    } catch (InterruptedException | RuntimeException | Error failure) {
      failure.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void read(BlockingQueue<String> commands) {
    try (var input = new BufferedReader(new InputStreamReader(System.in))) {
      input.lines().forEach(commands::add);
    } catch (IOException | UncheckedIOException broken) {
      // as good as its end
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  private void obey(String[] words) {
    switch (words[0]) {
      case "open" -> open(new TestDatabase(words[1], words[2], words[3]), words[4], words[5]);
      case "run" ->
          run(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3]));
      default -> throw new IllegalArgumentException(words[0]);
    }
    say("done");
  }

  private void open(TestDatabase database, String redisUrl, String prefix) {
    var former = city;
    if (former != null) former.close();
    city = TestCity.open(database, redisUrl, prefix, Map.of());
  }

  private void run(int threads, int turns, long seed) {
    var node = city;
    if (node == null) throw new IllegalStateException("a race in no city");
    new Race(node, told -> say("told " + told.line()), this::sayAccident).run(threads, turns, seed);
  }

  private void sayAccident(Throwable accident) {
    var trace = new StringWriter();
    accident.printStackTrace(new PrintWriter(trace));
    say("accident " + trace.toString().replaceAll("\\R\\s*", " | "));
  }

  private void say(String line) {
    synchronized (answers) {
      answers.println(line);
      answers.flush();
    }
  }
}
