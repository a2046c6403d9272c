package souk.sim.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server as phones see it: an address, with one client and one count of troubles for all. */
public final class Api implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final URI base;
  private final Load load;
  private final ServerClock clock;
  private final ExecutorService callbacks;
  private final HttpClient http;

  /**
   * The server at a base address such as {@code http://127.0.0.1:8080}.
   *
   * @throws IllegalArgumentException when it is no http or https address
   */
  public Api(URI base) {
    this(base, new Load(), new ServerClock(), Executors.newVirtualThreadPerTaskExecutor());
  }

  private Api(URI base, Load load, ServerClock clock, ExecutorService callbacks) {
    this(
        base,
        load,
        clock,
        callbacks,
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(callbacks)
            .build());
  }

  private Api(URI base, Load load, ServerClock clock, ExecutorService callbacks, HttpClient http) {
    if (!"http".equals(base.getScheme()) && !"https".equals(base.getScheme())) {
      throw new IllegalArgumentException(base + " is no http address");
    }
    this.base = base;
    this.load = load;
    this.clock = clock;
    this.callbacks = callbacks;
    this.http = http;
  }

  /** Another server of the same installation; closed with this one. */
  public Api beside(URI otherBase) {
    return new Api(otherBase, load, clock, callbacks, http);
  }

  /** The counts of all phones. */
  public Load load() {
    return load;
  }

  /** The server's clock, as its answers show it. */
  public ServerClock clock() {
    return clock;
  }

  /** Whether the server says within this time that it is ready. */
  public boolean isReady(Duration within) throws InterruptedException {
    var end = System.nanoTime() + within.toNanos();
    while (!isReady()) {
      if (System.nanoTime() > end) return false;
      Thread.sleep(LOOK_AGAIN);
    }
    return true;
  }

  private boolean isReady() throws InterruptedException {
    var request = HttpRequest.newBuilder(uri("/health/readiness")).timeout(CONNECT_TIMEOUT).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException away) {
      return false;
    }
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
