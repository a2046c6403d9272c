package souk.server;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import souk.embedded.TestDatabase;
import souk.embedded.engine.JavaCommand;
import souk.embedded.process.FreePorts;

/** The server as a process of its own, which can be killed as processes are. */
final class ServerChild implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  private final List<String> command;
  private final int port;
  private Process process;

  private ServerChild(List<String> command, int port) {
    this.command = command;
    this.port = port;
    this.process = launch();
  }

  /** Starts one on the tests' engines, and returns when it is ready. */
  static ServerChild start(TestDatabase database, String stripe) {
    var port = FreePorts.next();
    var command = new ArrayList<>(List.of(JavaCommand.java(), "-Xmx700m"));
    command.addAll(JavaCommand.BRIEF);
    command.addAll(JavaCommand.QUIET);
    var settings = ServerNode.properties(database, stripe);
    settings.remove("micronaut.server.port");
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("souk.server.SoukServer", "serve", "--port", "" + port));
    var child = new ServerChild(List.copyOf(command), port);
    child.awaitReady();
    return child;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** As {@code kill -9} does. */
  void killAndStartAgain() {
    kill();
    process = launch();
    awaitReady();
  }

  private void kill() {
    process.destroyForcibly().onExit().join();
  }

  private Process launch() {
    try {
      var log = new File("target", "server-child.log");
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void awaitReady() {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(uri("/health/readiness")).build();
      await()
          .atMost(READY_WITHIN)
          .ignoreExceptions()
          .until(() -> http.send(request, BodyHandlers.discarding()).statusCode() == 200);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
