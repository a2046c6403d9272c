package souk.bench.ingest;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import souk.bench.load.Server;

/** What a server counts, read from its {@code /prometheus}. */
final class Meters implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Server server;

  Meters(Server server) {
    this.server = server;
  }

  /** Positions that were used so far. */
  double used() throws IOException, InterruptedException {
    return sum("souk_fleet_positions_total{", "verdict=\"used\"");
  }

  /** Positions that were dropped because their drivers sent too fast. */
  double limited() throws IOException, InterruptedException {
    return sum("souk_fleet_positions_total{", "verdict=\"limited\"");
  }

  /** Drivers' positions that were written to the index so far. */
  double written() throws IOException, InterruptedException {
    return sum("souk_fleet_flush_drivers_sum", "");
  }

  private double sum(String name, String tag) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server.uri("/prometheus")).build();
    return sum(http.send(request, BodyHandlers.ofString()).body(), name, tag);
  }

  /** The values of all lines that begin so and hold the tag. */
  static double sum(String page, String name, String tag) {
    return page.lines()
        .filter(line -> line.startsWith(name) && line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Override
  public void close() {
    http.close();
  }
}
