package souk.embedded.stripe.http;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import java.io.IOException;
import souk.embedded.stripe.fault.UnreliableApi;

/** The twin's HTTP server: WireMock with a single stub, behind which the twin answers. */
public final class TwinServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final WireMockServer server;

  private TwinServer(WireMockServer server) {
    this.server = server;
  }

  /**
   * Serves on that port, or on a free one where it is 0.
   *
   * @throws IOException when the port is taken
   */
  public static TwinServer start(int port, UnreliableApi api, AdminEndpoints admin)
      throws IOException {
    var server = new WireMockServer(configuration(port, new TwinTransformer(api, admin)));
    // before it listens: whoever can connect is to be answered by the twin
    server.stubFor(any(anyUrl()));
    try {
      server.start();
    } catch (FatalStartupException taken) {
      throw new IOException("port " + port + " on " + HOST + " is taken", taken);
    }
    return new TwinServer(server);
  }

  /**
   * A request holds a thread only while the twin thinks, which is microseconds: latency and hanging
   * are timers. What WireMock would remember of requests would grow without end.
   */
  private static WireMockConfiguration configuration(int port, TwinTransformer transformer) {
    return wireMockConfig()
        .bindAddress(HOST)
        .port(port)
        .extensions(transformer)
        .extensionScanningEnabled(false)
        .templatingEnabled(false)
        .disableRequestJournal()
        .gzipDisabled(true)
        .http2PlainDisabled(true)
        .stubRequestLoggingDisabled(true)
        .notifier(new ConsoleNotifier(false))
        // WireMock's own client, for proxying, would cost a third of the time to start
        .httpClientFactory((_, _, _, _) -> TwinServer::proxy)
        .asynchronousResponseEnabled(true)
        .asynchronousResponseThreads(8)
        .containerThreads(32)
        .jettyAcceptQueueSize(1024);
  }

  private static Response proxy(Request request) throws IOException {
    throw new IOException("the twin forwards nothing: " + request.getUrl());
  }

  /** Where the twin listens, such as {@code http://127.0.0.1:12111}. */
  public String baseUrl() {
    return "http://" + HOST + ":" + server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
