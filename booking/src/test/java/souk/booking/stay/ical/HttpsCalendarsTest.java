package souk.booking.stay.ical;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.booking.stay.ical.OutsideCalendars.Answer;

/** Calendars are asked for at public addresses, with limits, and nowhere else. */
class HttpsCalendarsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void aCalendarIsReadAndAskedForByItsTagTheNextTime() {
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          if ("\"a\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
          } else {
            exchange.getResponseHeaders().set("ETag", "\"a\"");
            var body = "été".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    var calendars = anywhere(PATIENCE);
    assertThat(calendars.fetch(url(), null)).isEqualTo(new Answer.Body("été", "\"a\""));
    assertThat(calendars.fetch(url(), "\"a\"")).isEqualTo(new Answer.Unchanged());
    assertThat(calendars.fetch(url(), "\"b\"")).isInstanceOf(Answer.Body.class);
  }

  /** The server would answer: that nobody asks it is not its doing. */
  @Test
  void ourOwnNetworkIsNotAskedWhateverItIsCalled() {
    answers(200, "BEGIN:VCALENDAR");
    var calendars = new HttpsCalendars(PublicAddress::isPublic, _ -> true, PATIENCE);
    for (var name : new String[] {"localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"}) {
      var url = "http://%s:%d/".formatted(name, server.getAddress().getPort());
      assertThat(calendars.fetch(url, null)).as(name).satisfies(refused("address_refused"));
    }
    assertThat(asked).hasValue(0);

    assertThat(anywhere(PATIENCE).fetch(url(), null))
        .as("the control")
        .isInstanceOf(Answer.Body.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void aRedirectionLeadsNowhereWhereNobodyIsAsked() {
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().set("Location", "http://10.0.0.1/inside");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    var onlyHere = new HttpsCalendars(_ -> true, url -> url.host().equals("127.0.0.1"), PATIENCE);
    assertThat(onlyHere.fetch(url(), null)).satisfies(refused("calendar_moved"));
    var notInside = new HttpsCalendars(InetAddress::isLoopbackAddress, _ -> true, PATIENCE);
    assertThat(notInside.fetch(url(), null)).satisfies(refused("address_refused"));
  }

  @Test
  void aRedirectionInACircleEnds() {
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().set("Location", "/again");
          exchange.sendResponseHeaders(301, -1);
          exchange.close();
        });
    assertThat(anywhere(PATIENCE).fetch(url(), null)).satisfies(refused("calendar_moved"));
    assertThat(asked).hasValue(4);
  }

  @Test
  void whatIsTooLargeIsLeft() {
    answers(200, "x".repeat((1 << 20) + 1));
    assertThat(anywhere(PATIENCE).fetch(url(), null)).satisfies(refused("calendar_too_large"));
  }

  /** One octet, and nothing more: each read waits, and the whole has an end. */
  @Test
  void whatTricklesInIsLeft() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('B');
          exchange.getResponseBody().flush();
          awaitEnd();
          exchange.close();
        });
    assertThat(anywhere(Duration.ofMillis(300)).fetch(url(), null))
        .satisfies(refused("calendar_too_slow"));
  }

  @Test
  void whatIsNoAnswerIsSaid() {
    answers(404, "gone");
    assertThat(anywhere(PATIENCE).fetch(url(), null)).satisfies(refused("calendar_refused"));
    var gone = url();
    server.stop(0);
    assertThat(anywhere(PATIENCE).fetch(gone, null)).satisfies(refused("calendar_away"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/a.ics",
        "https://example.org:8443/a.ics",
        "https://me@example.org/a.ics",
        "https://me:secret@example.org/a.ics",
        "https://localhost/a.ics",
        "file:///etc/passwd",
        "ftp://example.org/a.ics",
        "banana",
        ""
      })
  void onlyPlainHttpsIsTaken(String url) {
    assertThat(new HttpsCalendars().refusal(url)).isNotNull();
    assertThat(new HttpsCalendars().refusal("https://example.org/a.ics?s=1")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.168.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "100::1",
        "2001:db8::1",
        "2001::1",
        "2002:a00:1::",
        "3fff::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void specialAddressesAreNotPublic(String address) {
    assertThat(PublicAddress.isPublic(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1",
        "172.32.0.1", "192.167.0.1", "192.169.0.1", "223.255.255.255", "2606:4700::1", "2a00::1"
      })
  void othersArePublic(String address) {
    assertThat(PublicAddress.isPublic(InetAddress.ofLiteral(address))).isTrue();
  }

  private static HttpsCalendars anywhere(Duration all) {
    return new HttpsCalendars(_ -> true, _ -> true, all);
  }

  private String url() {
    return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
  }

  private void answers(int status, String body) {
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Consumer<Answer> refused(String code) {
    return answer ->
        assertThat(answer)
            .isInstanceOfSatisfying(
                Answer.Failed.class, failed -> assertThat(failed.code()).isEqualTo(code));
  }
}
