package souk.payments.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.PaymentsNode;

/** Where a customer is when he books is known to the rules against fraud. */
class SightingTest {
  private static final String NOWHERE = "http://127.0.0.1:1";
  private static final int PIECES = 24;

  private static PaymentsNode node;

  private final UUID person = UUID.randomUUID();

  @BeforeAll
  static void start() {
    node =
        PaymentsNode.serve(
            PaymentsNode.database(),
            NOWHERE,
            Map.of("souk.trusted-proxies", "127.0.0.1", "souk.risk.country-header", "X-Country"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void aBookingTellsDeviceNetworkAndWhatOurProxySaysOfTheCountry() throws IOException {
    book("CUSTOMER", "Souk-Device: phone-1", "X-Forwarded-For: 203.0.113.9", "X-Country: fr");
    assertThat(sighting()).isEqualTo("phone-1 203.0.113.9 FR");
    book("CUSTOMER", "X-Forwarded-For: 2001:db8::7", "X-Country: Mars");
    assertThat(sighting()).isEqualTo("- 2001:db8:0:0:0:0:0:0/64 -");
  }

  @Test
  void whatIsKnownIsNotWrittenOnceMore() throws IOException {
    book("CUSTOMER", "Souk-Device: phone-1");
    var written = "SELECT xmin::text || xmax FROM payments.payer_sighting WHERE person_id = '%s'";
    var before = node.text(written.formatted(person));
    book("CUSTOMER", "Souk-Device: phone-1");
    assertThat(node.text(written.formatted(person))).isEqualTo(before);
    book("CUSTOMER", "Souk-Device: phone-2");
    assertThat(sighting()).startsWith("phone-2");
  }

  @Test
  void whatNoProxyVouchesForIsNotBelieved() throws IOException {
    book("CUSTOMER", "Souk-Device: a phone <1>", "X-Country: FR");
    assertThat(sighting()).isEqualTo("- 127.0.0.1 -");
  }

  @Test
  void onlyCustomersArePayers() throws IOException {
    book("DRIVER", "Souk-Device: phone-1");
    assertThat(sighting()).isEqualTo("nowhere");
  }

  @Test
  void aBodyIsReadHoweverSlowlyItComes() throws Exception {
    assertThat(flood(node, 120)).containsOnly(200);
  }

  /** The control: noted in a filter, on a thread that may wait, it would be read by two. */
  @Test
  void aFilterThatLeavesTheLoopBreaksIt() throws Exception {
    var leaving = Map.<String, Object>of("test.leaves-the-loop", true);
    try (var broken = PaymentsNode.serve(PaymentsNode.database(), NOWHERE, leaving)) {
      assertThat(flood(broken, 12)).contains(500);
    }
  }

  private static List<Integer> flood(PaymentsNode at, int times) throws Exception {
    Callable<Integer> call = () -> post(at, UUID.randomUUID(), "CUSTOMER");
    try (var threads = Executors.newFixedThreadPool(8)) {
      var statuses = new ArrayList<Integer>();
      var calls = IntStream.range(0, times).mapToObj(_ -> call).toList();
      for (var answer : threads.invokeAll(calls)) statuses.add(answer.get());
      return statuses;
    }
  }

  private void book(String role, String... headers) throws IOException {
    assertThat(post(node, person, role, headers)).isEqualTo(200);
  }

  /** Sends its body in pieces, so that some of it comes when the request is at work already. */
  private static int post(PaymentsNode at, UUID who, String role, String... headers)
      throws IOException {
    var piece = "\"%s\": \"%s\"".formatted("k".repeat(60), "v".repeat(60));
    try (var socket = new Socket("127.0.0.1", at.uri("/").getPort())) {
      socket.setTcpNoDelay(true);
      var length = PIECES * (piece.length() + 1) + 1;
      send(socket, head(who, role, length, headers));
      for (var i = 0; i < PIECES; i++) send(socket, (i == 0 ? "{" : ",") + piece);
      send(socket, "}");
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ")[1]);
    }
  }

  private static String head(UUID who, String role, int length, String... headers) {
    var lines = new ArrayList<String>();
    lines.add("POST /test/bookings HTTP/1.1");
    lines.add("Host: localhost");
    lines.add("Connection: close");
    lines.add("Content-Type: application/json");
    lines.add("Content-Length: " + length);
    lines.add("X-Person: " + who + " " + role);
    lines.add("Idempotency-Key: " + UUID.randomUUID());
    lines.addAll(List.of(headers));
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private String sighting() {
    return node.text(
        """
        SELECT coalesce(max(coalesce(device, '-') || ' ' || network || ' '
                            || coalesce(country, '-')), 'nowhere')
        FROM payments.payer_sighting WHERE person_id = '%s'\
        """
            .formatted(person));
  }
}
