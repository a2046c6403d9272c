package souk.embedded.launch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import souk.embedded.process.FreePorts;
import souk.embedded.process.Nursery;
import souk.embedded.process.Nursery.Listener;

/**
 * A whole Souk that runs.
 *
 * @param pages for people, by name
 */
record Town(Listener server, List<Listener> engines, Map<String, String> pages) {
  /** The name under which the server appears. */
  static final String SERVER = "server";

  /** First who uses, then what is used. */
  static final List<String> STOP_ORDER = List.of("sim", SERVER, "temporal psp redis", "postgres");

  // the first start on a slow machine unpacks engines and imports the road graph
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  /**
   * Starts everything and returns when it is ready.
   *
   * @param say takes one readable line per process that is ready
   */
  static Town start(Nursery nursery, ProcessTable table, int serverPort, Consumer<String> say) {
    var engines = startEngines(nursery, table.engines(serverPort), say);
    var server = table.server(name -> portOf(name, engines));
    var child = nursery.start(server.spec().apply(serverPort));
    child.awaitReady(server.probe().apply(serverPort), READY_WITHIN);
    say.accept(line(SERVER, serverPort));
    return new Town(new Listener(child, serverPort), engines, table.pages());
  }

  /** Where the public API is. */
  String baseUrl() {
    return "http://" + address(server.port());
  }

  /** The server and its engines. */
  Stream<Listener> processes() {
    return Stream.concat(Stream.of(server), engines.stream());
  }

  static String address(int port) {
    return FreePorts.HOST + ":" + port;
  }

  private static List<Listener> startEngines(
      Nursery nursery, List<Service> engines, Consumer<String> say) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var starting = new ArrayList<CompletableFuture<Listener>>();
      for (var engine : engines) {
        starting.add(
            CompletableFuture.supplyAsync(() -> startEngine(nursery, engine, say), threads));
      }
      return starting.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  private static Listener startEngine(Nursery nursery, Service engine, Consumer<String> say) {
    var listener = nursery.startListener(engine.spec(), engine.probe(), READY_WITHIN);
    say.accept(line(engine.name(), listener.port()));
    return listener;
  }

  private static int portOf(String name, List<Listener> engines) {
    return engines.stream()
        .filter(engine -> engine.child().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no engine " + name))
        .port();
  }

  private static String line(String name, int port) {
    return "  %-9s %s".formatted(name, address(port));
  }
}
