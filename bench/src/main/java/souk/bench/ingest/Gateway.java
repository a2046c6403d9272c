package souk.bench.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import souk.bench.load.Issuer;
import souk.bench.load.Server;

/** A partner's gateway, which sends the positions of many drivers in batches. */
final class Gateway implements AutoCloseable {
  private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private final URI uri;
  private final String token;

  Gateway(Server server, Issuer issuer) {
    this.uri = server.uri("/v1/positions");
    this.token = issuer.token(UUID.randomUUID(), "SERVICE");
  }

  /** Sends it and waits for the answer, which must be that it was taken. */
  void send(Crowd.Batch batch) {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(batch.body()))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 202) throw new IllegalStateException(answer.body());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
