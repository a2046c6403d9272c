package souk.payments.psp.stripe;

import com.stripe.Stripe;
import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries stripe-java's requests over the JDK's client: connections are kept for reuse, and the
 * limit is on the whole call, so that an answer that trickles in cannot exceed it. (The library's
 * own carrier keeps five idle connections and limits each read alone.)
 */
final class StripeHttp extends HttpClient implements AutoCloseable {
  private static final String AGENT = "souk stripe-java/" + Stripe.VERSION;

  private final java.net.http.HttpClient http;
  private final Duration timeout;

  StripeHttp(Duration connectTimeout, Duration timeout) {
    this.timeout = timeout;
    this.http =
        java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .build();
  }

  /**
   * @throws ApiConnectionException when no answer came; its cause tells whether the request left
   */
  @Override
  public StripeResponse request(StripeRequest request) throws ApiConnectionException {
    var answer = http.sendAsync(toHttp(request), BodyHandlers.ofString());
    try {
      return toStripe(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException failed) {
      throw new ApiConnectionException("no answer from Stripe", failed.getCause());
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw new ApiConnectionException("no answer from Stripe in time", late);
    } catch (InterruptedException stopped) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new ApiConnectionException("interrupted while waiting for Stripe", stopped);
    }
  }

  private static HttpRequest toHttp(StripeRequest request) {
    var http = HttpRequest.newBuilder(URI.create(request.url().toString()));
    request.headers().map().forEach((name, values) -> http.header(name, String.join(",", values)));
    http.header("User-Agent", AGENT);
    var content = request.content();
    if (content == null) return http.method(request.method().name(), noBody()).build();
    return http.header("Content-Type", content.contentType())
        .method(request.method().name(), BodyPublishers.ofByteArray(content.byteArrayContent()))
        .build();
  }

  private static HttpRequest.BodyPublisher noBody() {
    return BodyPublishers.noBody();
  }

  /** Of an error without one the library does not come to say which it was. */
  private static String body(String body) {
    return body.isBlank() || body.strip().equals("null") ? "{}" : body;
  }

  private static StripeResponse toStripe(HttpResponse<String> answer) {
    var headers = HttpHeaders.of(answer.headers().map());
    return new StripeResponse(answer.statusCode(), headers, body(answer.body()));
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
