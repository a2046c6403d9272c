package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The twin as a process that is killed. */
class StripeTwinMainTest {
  @TempDir private Path directory;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() throws InterruptedException {
    for (var process : started) process.destroyForcibly().waitFor();
  }

  private Process start(String... arguments) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(StripeTwinMain.class.getName());
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    started.add(process);
    return process;
  }

  /** The one line that the twin says. */
  private static String ready(Process process) throws IOException {
    var reader = process.inputReader(StandardCharsets.UTF_8);
    return Objects.requireNonNullElse(reader.readLine(), "nothing was said");
  }

  private static StripeClient client(String readyLine) {
    Stripe.enableTelemetry = false;
    assertThat(readyLine).startsWith("stripe twin ready on http://127.0.0.1:");
    var url = readyLine.split(" ")[4];
    return StripeClient.builder().setApiKey("sk_test_souk").setApiBase(url).build();
  }

  @Test
  void losesNothingItAcknowledgedWhenItIsKilled() throws Exception {
    var journal = directory.resolve("psp.jsonl").toString();
    var first = start("--journal", journal, "--latency-median-ms", "0");
    var acknowledged = authorizeUntilKilled(client(ready(first)), first);

    var second = start("--journal", journal, "--latency-median-ms", "0");
    var client = client(ready(second));

    assertThat(acknowledged).isNotEmpty();
    for (var intent : acknowledged) {
      var chargeId = intent.getMetadata().getOrDefault("charge_id", "");
      var replayed = authorize(client, chargeId);
      assertThat(replayed.getLastResponse().body()).isEqualTo(intent.getLastResponse().body());
    }
    assertStopsWhenAsked(second);
  }

  /** Four callers at once; the process is killed while they are at it. */
  private static List<PaymentIntent> authorizeUntilKilled(StripeClient client, Process process)
      throws InterruptedException {
    var acknowledged = Collections.synchronizedList(new ArrayList<PaymentIntent>());
    var next = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        threads.execute(() -> authorizeAll(client, next, acknowledged));
      }
      await().until(() -> acknowledged.size() > 50);
      process.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  private static void authorizeAll(
      StripeClient client, AtomicInteger next, List<PaymentIntent> acknowledged) {
    try {
      while (true) {
        acknowledged.add(authorize(client, "c" + next.incrementAndGet()));
      }
    } catch (StripeException killed) {
      assertThat(killed).hasMessageContaining("IOException during API request");
    }
  }

  private static PaymentIntent authorize(StripeClient client, String chargeId)
      throws StripeException {
    var params = Caller.authorization(chargeId).build();
    return client.v1().paymentIntents().create(params, Caller.key("k-" + chargeId));
  }

  private static void assertStopsWhenAsked(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void saysInOneSentenceWhyItDoesNotStart() throws Exception {
    var port = ready(start()).replaceAll(".*:(\\d+) .*", "$1");
    var command = start("--port", port);
    assertThat(command.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(command.exitValue()).isEqualTo(1);
  }

  @Test
  void refusesOptionsThatMakeNoSense() throws Exception {
    for (var wrong :
        List.of(
            new String[] {"--faults", "mood=1"},
            new String[] {"--latency-median-ms", "-5"},
            new String[] {"--latency-median-ms", "50", "--latency-p99-ms", "20"},
            new String[] {"--port", "many"})) {
      var command = start(wrong);
      assertThat(command.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(command.exitValue()).isEqualTo(2);
    }
  }
}
