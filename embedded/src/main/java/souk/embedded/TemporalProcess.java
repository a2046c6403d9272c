package souk.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import souk.embedded.engine.Temporal;
import souk.embedded.process.Child;
import souk.embedded.process.Nursery;
import souk.embedded.process.Probe;

/** Either kind of Temporal service as a child of the test's JVM. */
final class TemporalProcess implements TemporalEngine {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final Temporal temporal;
  private final Child child;
  private final int port;

  private TemporalProcess(Temporal temporal, Child child, int port) {
    this.temporal = temporal;
    this.child = child;
    this.port = port;
  }

  static TemporalProcess start(Nursery nursery, String name, Temporal temporal) {
    var listener =
        nursery.startListener(
            port -> temporal.spec(name, port), TemporalProcess::probe, READY_WITHIN);
    return new TemporalProcess(temporal, listener.child(), listener.port());
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void forget() {
    kill();
    if (temporal instanceof Temporal.CommandLine commandLine) deleteFiles(commandLine.data());
    start();
  }

  @Override
  public void kill() {
    child.kill();
  }

  @Override
  public void start() {
    child.startAgain();
    child.awaitReady(probe(port), READY_WITHIN);
  }

  @Override
  public boolean keepsDataOverRestart() {
    return switch (temporal) {
      case Temporal.CommandLine _ -> true;
      case Temporal.TestServer _ -> false;
    };
  }

  private static Probe probe(int port) {
    return () -> Probe.accepts(port).isReady() && TemporalHealth.serves(port);
  }

  private static void deleteFiles(Path directory) {
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
