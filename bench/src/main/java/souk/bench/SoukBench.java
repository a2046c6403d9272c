package souk.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import souk.bench.charge.ChargeBench;
import souk.bench.eta.EtaBench;
import souk.bench.ingest.IngestBench;
import souk.bench.match.MatchBench;
import souk.bench.search.SearchBench;

/** Main of {@code ./souk bench}. */
@Command(
    name = "souk bench",
    mixinStandardHelpOptions = true,
    description = "Ours beside a reference, in one run.",
    subcommands = {
      ChargeBench.class,
      EtaBench.class,
      IngestBench.class,
      MatchBench.class,
      SearchBench.class
    })
public final class SoukBench {
  SoukBench() {}

  /** Runs one benchmark: 0 when it ran, 1 when it could not, 2 when it was not understood. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SoukBench()).execute(arguments));
  }
}
