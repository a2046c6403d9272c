package souk.sim.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The server as all phones see it: one address, one client, one count of troubles. */
public final class Api implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final URI base;
  private final Load load = new Load();
  private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .executor(callbacks)
          .build();

  /** The server at a base address such as {@code http://127.0.0.1:8080}. */
  public Api(URI base) {
    this.base = base;
  }

  /** The counts of all phones. */
  public Load load() {
    return load;
  }

  HttpClient http() {
    return http;
  }

  URI uri(String path) {
    return URI.create(withoutSlash(base.toString()) + path);
  }

  URI socketUri() {
    return URI.create(uri("/v1/socket").toString().replaceFirst("^http", "ws"));
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  /** Ends what still hangs on the server. */
  @Override
  public void close() {
    http.shutdownNow();
    callbacks.shutdownNow();
  }
}
