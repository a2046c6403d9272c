package souk.embedded.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import souk.embedded.process.ChildSpec;
import souk.embedded.process.FreePorts;

/** A Temporal service that can be run as a process. */
public sealed interface Temporal {

  /** How to run the service at this port. */
  ChildSpec spec(String name, int port);

  /** The SDK's test server: in memory, nothing survives it. */
  record TestServer() implements Temporal {
    @Override
    public ChildSpec spec(String name, int port) {
      return new ChildSpec(name, JavaCommand.quick(TemporalTestServer.class.getName(), "" + port));
    }
  }

  /**
   * The development server of the {@code temporal} command line.
   *
   * @param data directory of its database file, created when needed
   * @param pagesPort where its pages are shown; empty for none
   */
  record CommandLine(Path binary, Path data, OptionalInt pagesPort) implements Temporal {
    @Override
    public ChildSpec spec(String name, int port) {
      Directories.create(data);
      var command =
          new ArrayList<>(
              List.of(binary.toString(), "server", "start-dev", "--ip", FreePorts.HOST));
      command.addAll(List.of("--port", "" + port, "--log-level", "warn"));
      command.addAll(List.of("--db-filename", data.resolve("temporal.db").toString()));
      // twice the throughput; a crash of the machine may cost it its last moments, which every saga
      // survives
      command.addAll(
          List.of("--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=NORMAL"));
      pagesPort.ifPresentOrElse(
          pages -> command.addAll(List.of("--ui-ip", FreePorts.HOST, "--ui-port", "" + pages)),
          () -> command.add("--headless"));
      return new ChildSpec(name, command);
    }
  }
}
