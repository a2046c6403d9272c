package souk.bench.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Redis's own load generator, as its package ships it. */
final class RedisBenchmark {
  private static final String PROGRAM = "redis-benchmark";
  private static final int CONNECTIONS = 50;

  private final Path program;

  private RedisBenchmark(Path program) {
    this.program = program;
  }

  /** The one on the PATH, if there is one. */
  static Optional<RedisBenchmark> onPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(directory -> Path.of(directory, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst()
        .map(RedisBenchmark::new);
  }

  /** GEOADDs a second, each of one member and waited for, over 50 connections. */
  double geoaddPerSecond(int port, int requests, int members) throws Exception {
    var command =
        List.of(
            program.toString(),
            "-p",
            "" + port,
            "-c",
            "" + CONNECTIONS,
            "-n",
            "" + requests,
            "-r",
            "" + members,
            "--csv",
            "GEOADD",
            "bench:geoadd",
            "7.4282",
            "43.7394",
            "driver:__rand_int__");
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) throw new IOException(PROGRAM + " failed: " + said);
    return ratePerSecond(said);
  }

  /** The second column of its last line, behind a test's name that may hold blanks. */
  static double ratePerSecond(String csv) throws IOException {
    var lines = csv.strip().lines().toList();
    var fields = lines.isEmpty() ? new String[0] : lines.getLast().split("\",\"", -1);
    try {
      return Double.parseDouble(fields[1].replace("\"", ""));
    } catch (ArrayIndexOutOfBoundsException | NumberFormatException _) {
      throw new IOException(PROGRAM + " says no rate: " + csv);
    }
  }
}
