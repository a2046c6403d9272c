package souk.embedded.launch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import souk.embedded.engine.Temporal;
import souk.embedded.engine.TemporalCli;
import souk.embedded.process.FreePorts;

/** Which Temporal service {@code up} and {@code demo} run. */
final class TemporalSource {
  private TemporalSource() {}

  /**
   * The command line's server with its pages, else the SDK's test server.
   *
   * @param environment SOUK_TEMPORAL says {@code cli} or {@code testserver} when only that one will
   *     do
   */
  static Temporal choose(Map<String, String> environment, Path data, PrintStream out) {
    var wish = Objects.requireNonNullElse(environment.get("SOUK_TEMPORAL"), "");
    return switch (wish) {
      case "testserver" -> new Temporal.TestServer();
      case "cli" ->
          commandLine(data, out)
              .orElseThrow(() ->
                  new CannotStart(
                      "SOUK_TEMPORAL=cli, but no temporal command can be found or fetched."));
      case "" -> commandLine(data, out).orElseGet(Temporal.TestServer::new);
      case String other ->
          throw new CannotStart("SOUK_TEMPORAL is cli or testserver, not " + other + ".");
    };
  }

  private static Optional<Temporal> commandLine(Path data, PrintStream out) {
    var found = TemporalCli.find();
    if (found.isEmpty())
      out.println(
          "  looking once for the temporal command line, which shows workflows in a browser");
    return found
        .or(TemporalCli::findOrFetch)
        .map(binary -> new Temporal.CommandLine(binary, data, OptionalInt.of(FreePorts.next())));
  }
}
