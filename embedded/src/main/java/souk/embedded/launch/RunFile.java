package souk.embedded.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import souk.embedded.process.Nursery.Listener;

/**
 * {@code run.json}: what a script needs to connect to, kill and start again any part of a running
 * Souk. It appears when all is ready and goes with the processes.
 */
final class RunFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private RunFile() {}

  static Path in(Path directory) {
    return directory.resolve("run.json");
  }

  static void write(Path directory, Town town, SimulatorIssuer issuer) throws IOException {
    var pages = new TreeMap<>(Map.of("docs", town.baseUrl() + "/docs"));
    pages.putAll(town.pages());
    var processes = new LinkedHashMap<String, Running>();
    town.processes()
        .forEach(listener -> processes.put(listener.child().name(), Running.of(listener)));
    var content = new LinkedHashMap<String, Object>();
    content.put("base_url", town.baseUrl());
    content.put("pages", pages);
    content.put("sim_issuer_key", issuer.privateKey().toString());
    content.put("processes", processes);
    WholeFile.write(in(directory), JSON.writeValueAsBytes(content));
  }

  record Running(long pid, String address, List<String> start, Map<String, String> env) {
    private static Running of(Listener listener) {
      var child = listener.child();
      var pid =
          child
              .pid()
              .orElseThrow(() -> new CannotStart(child.name() + " ended just after it was ready."));
      return new Running(
          pid,
          Town.address(listener.port()),
          child.startCommand(),
          new TreeMap<>(child.environment()));
    }
  }
}
