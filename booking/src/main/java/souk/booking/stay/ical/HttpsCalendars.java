package souk.booking.stay.ical;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Asks for calendars over HTTPS, at public addresses only, whatever a name or a redirection says. A
 * call has one limit on all of it, and a body one on its size after unpacking.
 */
@Singleton
final class HttpsCalendars implements OutsideCalendars {
  private static final int BYTES_MAX = 1 << 20;
  private static final int REDIRECTIONS_MAX = 3;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ALL = Duration.ofSeconds(20);
  private static final Pattern ETAG = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final OkHttpClient http;
  private final Predicate<HttpUrl> asked;
  private final Duration all;

  @Inject
  HttpsCalendars() {
    this(PublicAddress::isPublic, HttpsCalendars::isPlainHttps, ALL);
  }

  /**
   * @param connected to which addresses it may connect
   * @param asked which ones it may be told
   * @param all what it may take, wherever it leads
   */
  HttpsCalendars(Predicate<InetAddress> connected, Predicate<HttpUrl> asked, Duration all) {
    this.asked = asked;
    this.all = all;
    this.http =
        new OkHttpClient.Builder()
            .socketFactory(new CheckedSockets(connected))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .connectTimeout(CONNECT)
            .readTimeout(all)
            .callTimeout(all)
            .build();
  }

  private static boolean isPlainHttps(HttpUrl url) {
    return url.isHttps()
        && url.port() == 443
        && url.username().isEmpty()
        && url.password().isEmpty()
        && url.host().contains(".");
  }

  @Override
  public @Nullable String refusal(String url) {
    var read = HttpUrl.parse(url);
    return read != null && asked.test(read)
        ? null
        : "Give an address that begins with https://, without port, name or password.";
  }

  @Override
  public Answer fetch(String url, @Nullable String etag) {
    try {
      var end = System.nanoTime() + all.toNanos();
      var next = HttpUrl.parse(url);
      for (int hop = 0; hop <= REDIRECTIONS_MAX; hop++) {
        if (next == null || !asked.test(next)) break;
        try (var response = call(request(next, etag), end).execute()) {
          if (!response.isRedirect()) return answer(response, etag);
          var location = response.header("Location");
          next = location == null ? null : next.resolve(location);
        }
      }
      return new Answer.Failed("calendar_moved", "The address leads to where nobody is asked.");
    } catch (IOException failure) {
      return failed(failure);
    }
  }

  private Call call(Request request, long endNanos) {
    var call = http.newCall(request);
    call.timeout().timeout(Math.max(1, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    return call;
  }

  private static Request request(HttpUrl url, @Nullable String etag) {
    var request = new Request.Builder().url(url).header("Accept", "text/calendar, */*;q=0.5");
    if (etag != null) request.header("If-None-Match", etag);
    return request.build();
  }

  private static Answer answer(Response response, @Nullable String etag) throws IOException {
    if (response.code() == 304 && etag != null) return new Answer.Unchanged();
    if (response.code() != 200) {
      var detail = "The answer at the address was %d.".formatted(response.code());
      return new Answer.Failed("calendar_refused", detail);
    }
    var bytes = response.body().byteStream().readNBytes(BYTES_MAX + 1);
    if (bytes.length > BYTES_MAX) {
      return new Answer.Failed("calendar_too_large", "It is larger than a megabyte.");
    }
    return new Answer.Body(
        new String(bytes, StandardCharsets.UTF_8), sendable(response.header("ETag")));
  }

  /** What could not be sent back in a header is as good as none. */
  private static @Nullable String sendable(@Nullable String etag) {
    return etag != null && ETAG.matcher(etag).matches() ? etag : null;
  }

  private static Answer failed(IOException failure) {
    if (isRefused(failure)) {
      return new Answer.Failed("address_refused", "The address is not one of the public internet.");
    }
    return failure instanceof InterruptedIOException
        ? new Answer.Failed("calendar_too_slow", "It did not come in time.")
        : new Answer.Failed("calendar_away", "Nobody answers at the address.");
  }

  private static boolean isRefused(Throwable failure) {
    var all = Stream.concat(Stream.of(failure), Arrays.stream(failure.getSuppressed()));
    return all.flatMap(one -> Stream.iterate(one, Objects::nonNull, Throwable::getCause).limit(5))
        .anyMatch(CheckedSockets.AddressRefused.class::isInstance);
  }

  @PreDestroy
  void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
