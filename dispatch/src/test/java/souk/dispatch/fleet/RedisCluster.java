package souk.dispatch.fleet;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import souk.embedded.engine.Redis;
import souk.embedded.process.ChildSpec;
import souk.embedded.process.FreePorts;
import souk.embedded.process.Nursery;

/** A cluster of three masters out of the machine's own Redis, for as long as it is open. */
final class RedisCluster implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final int NODES = 3;
  private static final Duration READY_WITHIN = Duration.ofSeconds(20);

  private final Nursery nursery;
  private final List<Node> nodes;

  private record Node(int port, int busPort) {}

  private RedisCluster(Nursery nursery) {
    this.nursery = nursery;
    this.nodes = IntStream.range(0, NODES).mapToObj(this::start).toList();
  }

  /** The {@code redis-server} of the PATH, if there is one whose nodes can choose their ports. */
  static boolean available() {
    return version().filter(major -> major >= 7).isPresent();
  }

  /** Starts a cluster whose slots are all served. */
  static RedisCluster start() {
    try {
      var directory = Files.createTempDirectory("souk-redis-cluster-");
      var cluster = new RedisCluster(Nursery.open(directory, Nursery.Fate.REMOVE, List.of()));
      cluster.join();
      return cluster;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String url() {
    return nodes.stream()
        .map(node -> FreePorts.HOST + ":" + node.port)
        .collect(joining(",", "redis+cluster://", ""));
  }

  /** Every node forgets its scripts. */
  void forgetScripts() {
    nodes.forEach(node -> answer(node, "SCRIPT FLUSH"));
  }

  /** How many keys each node holds. */
  List<Integer> sizes() {
    return nodes.stream()
        .map(node -> answer(node, "DBSIZE"))
        .map(answer -> Integer.valueOf(answer.substring(1).strip()))
        .toList();
  }

  @Override
  public void close() {
    nursery.close();
  }

  private Node start(int number) {
    var busPort = FreePorts.next();
    var name = "redis-" + number;
    var listener =
        nursery.startListener(port -> spec(name, port, busPort), Redis::probe, READY_WITHIN);
    return new Node(listener.port(), busPort);
  }

  private ChildSpec spec(String name, int port, int busPort) {
    return new ChildSpec(
        name,
        List.of(
            "redis-server",
            "--bind",
            FreePorts.HOST,
            "--port",
            "" + port,
            "--cluster-enabled",
            "yes",
            "--cluster-port",
            "" + busPort,
            "--cluster-config-file",
            "nodes-" + name + "-" + port + ".conf",
            "--dir",
            nursery.directory().toString(),
            "--save",
            "",
            "--appendonly",
            "no"));
  }

  private void join() {
    for (int n = 0; n < NODES; n++) {
      var from = n * SLOTS / NODES;
      var to = (n + 1) * SLOTS / NODES - 1;
      answer(nodes.get(n), "CLUSTER ADDSLOTSRANGE %d %d".formatted(from, to));
      for (var other : nodes) {
        var meet = "CLUSTER MEET %s %d %d".formatted(FreePorts.HOST, other.port, other.busPort);
        answer(nodes.get(n), meet);
      }
    }
    for (var node : nodes) await().atMost(READY_WITHIN).until(() -> complete(node));
  }

  private static boolean complete(Node node) {
    var info = answer(node, "CLUSTER INFO");
    return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + NODES);
  }

  private static String answer(Node node, String command) {
    try {
      return Redis.answer(node.port, command);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Optional<Integer> version() {
    try {
      var process = new ProcessBuilder("redis-server", "--version").start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var version = Pattern.compile("v=(\\d+)\\.").matcher(said);
      return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
    } catch (IOException absent) {
      return Optional.empty();
    }
  }
}
